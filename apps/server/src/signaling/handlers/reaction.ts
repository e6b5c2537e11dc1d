import { done, type TopicHandlers } from './Handlers.ts';

export const reactionHandlers: TopicHandlers<'reaction'> = {
  'reaction:send': (reaction, { call, peerId }) => {
    call.react(peerId, reaction);
    return done;
  },
};
