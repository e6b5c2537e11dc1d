import { observer } from 'mediasoup';
import type { Consumer, Producer, Transport, Worker } from 'mediasoup/types';
import { onTestFinished } from 'vitest';

type Made = {
  transports: Transport[];
  producers: Producer[];
  consumers: Consumer[];
};

/** What is made in workers that are started from now on, in that order: copies on other workers, too. */
export function madeFromNowOn(): Made {
  const made: Made = { transports: [], producers: [], consumers: [] };
  const look = (worker: Worker) =>
    worker.observer.on('newrouter', (router) =>
      router.observer.on('newtransport', (transport) => {
        made.transports.push(transport);
        transport.observer.on('newproducer', (producer) => made.producers.push(producer));
        transport.observer.on('newconsumer', (consumer) => made.consumers.push(consumer));
      }),
    );
  observer.on('newworker', look);
  onTestFinished(() => void observer.off('newworker', look));
  return made;
}
