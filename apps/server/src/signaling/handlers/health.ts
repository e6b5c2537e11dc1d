import { done, type TopicHandlers } from './Handlers.ts';

export const healthHandlers: TopicHandlers<'health'> = {
  'health:report': (report, { call, peerId }) => {
    call.health.report(peerId, report);
    return done;
  },
};
