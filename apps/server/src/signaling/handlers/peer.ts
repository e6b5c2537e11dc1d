import { done, type TopicHandlers } from './Handlers.ts';

export const peerHandlers: TopicHandlers<'peer'> = {
  'peer:setName': ({ name }, { call, peerId }) => {
    call.room.setName(peerId, name);
    return done;
  },
};
