import { expect, it } from 'vitest';
import { newestAnswer } from '../src/account/newestAnswer.ts';

/** A question whose answers come when and as the test says. */
function slowly() {
  const asked: PromiseWithResolvers<string>[] = [];
  const ask = newestAnswer(() => {
    const answer = Promise.withResolvers<string>();
    asked.push(answer);
    return answer.promise;
  });
  return { ask, asked };
}

it('drops an answer that a later question was answered before', async () => {
  const { ask, asked } = slowly();
  const [older, newer] = [ask(), ask()];
  asked[1]?.resolve('signed out');
  expect(await newer).toBe('signed out');
  asked[0]?.resolve('signed in');
  expect(await older).toBeUndefined();
});

it('gives each answer that comes in its turn, also while another one is asked for', async () => {
  const { ask, asked } = slowly();
  const [one, two] = [ask(), ask()];
  asked[0]?.resolve('one');
  expect(await one).toBe('one');
  asked[1]?.resolve('two');
  expect(await two).toBe('two');
});

it('goes on after a question that was not answered', async () => {
  const { ask, asked } = slowly();
  const [failed, next] = [ask(), ask()];
  asked[1]?.resolve('here');
  expect(await next).toBe('here');
  asked[0]?.reject(new Error('no network'));
  await expect(failed).rejects.toThrow('no network');
  const last = ask();
  asked[2]?.resolve('still here');
  expect(await last).toBe('still here');
});
