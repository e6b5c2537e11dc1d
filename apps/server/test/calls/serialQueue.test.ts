import { expect, test } from 'vitest';
import { SerialQueue } from '../../src/calls/SerialQueue.ts';

test('one after the other, in order, whatever fails', async () => {
  const queue = new SerialQueue();
  const order: string[] = [];
  const gate = Promise.withResolvers<void>();
  const first = queue.run(async () => {
    order.push('first begins');
    await gate.promise;
    order.push('first ends');
    throw new Error('first failed');
  });
  const second = queue.run(() => order.push('second'));
  await Promise.resolve();
  expect(order).toEqual(['first begins']);
  gate.resolve();
  await expect(first).rejects.toThrow('first failed');
  expect(await second).toBe(3);
  await queue.settled();
  expect(order).toEqual(['first begins', 'first ends', 'second']);
});
