import { expect, it } from 'vitest';
import { onceAtATime } from '../src/features/messages/onceAtATime.ts';

it('says a text once while it is being kept, others beside it, and the same one later again', async () => {
  const said: string[] = [];
  let kept = Promise.withResolvers<void>();
  const say = onceAtATime((text) => {
    said.push(text);
    return kept.promise;
  });
  const all = [say('one'), say('one'), say('two')];
  expect(said).toEqual(['one', 'two']);
  kept.resolve();
  await Promise.all(all);
  kept = Promise.withResolvers<void>();
  const again = say('one');
  expect(said).toEqual(['one', 'two', 'one']);
  kept.reject(new Error('the disk is full'));
  await expect(again).rejects.toThrow('the disk is full');
  kept = Promise.withResolvers<void>();
  kept.resolve();
  await say('one');
  expect(said).toHaveLength(4);
});
