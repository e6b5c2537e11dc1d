import { done, type TopicHandlers } from './Handlers.ts';

export const directHandlers: TopicHandlers<'direct'> = {
  'direct:setAllowed': ({ isAllowed }, { call, peerId }) => ({
    reply: { isOffered: call.direct.setAllowed(peerId, isAllowed) },
  }),

  'direct:tell': (told, { call, peerId }) => {
    call.direct.tell(peerId, told);
    return done;
  },
};
