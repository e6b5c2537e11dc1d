import type { Metrics } from '../../metrics.ts';
import type { Visitor } from '../Visitor.ts';
import { done, type TopicHandlers } from './Handlers.ts';

export function healthHandlers(metrics: Pick<Metrics, 'joinStep'>): TopicHandlers<'health'> {
  const told = new WeakSet<Visitor>();
  return {
    'health:report': (report, { call, peerId }) => {
      call.health.report(peerId, report);
      return done;
    },

    'health:reportJoin': (times, { visitor }) => {
      // Told twice is counted once, so that nobody can bend the numbers much.
      if (told.has(visitor)) return done;
      told.add(visitor);
      for (const step of ['socket', 'join', 'transports', 'firstPacket', 'firstFrame'] as const) {
        const ms = times[`${step}Ms`];
        if (ms !== undefined) metrics.joinStep(step, ms);
      }
      return done;
    },
  };
}
