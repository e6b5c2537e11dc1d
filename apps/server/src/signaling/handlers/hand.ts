import { done, type TopicHandlers } from './Handlers.ts';

export const handHandlers: TopicHandlers<'hand'> = {
  'hand:set': ({ isRaised }, { call, peerId }) => {
    call.room.setHand(peerId, isRaised);
    return done;
  },
};
