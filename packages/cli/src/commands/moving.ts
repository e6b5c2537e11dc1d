import type { WordsProblem } from '@parley/client/messages/moving/recoveryWords';
import { ParleyError } from '@parley/protocol/errors';
import { askSecret } from '../account/askSecret.ts';
import type { Command } from '../Command.ts';
import { UsageError } from '../UsageError.ts';

export const devicesMoveOut: Command = {
  name: 'devices move-out',
  args: [],
  summary:
    'Seal the messages of this machine for another device of yours, and say the words that open them.',
  async run(context) {
    const { assertNotRemoved, withMessages } = await import('../messages/withMessages.ts');
    const { moveOut } = await import('@parley/client/messages/moving/moveOut');
    const { toRecoveryWords } = await import('@parley/client/messages/moving/recoveryWords');
    const { moveLink } = await import('@parley/client/messages/moving/secret');
    const moved = await withMessages(context, async ({ session }) => {
      assertNotRemoved(session);
      await session.settled();
      return moveOut(session);
    });
    if (moved === undefined) throw new ParleyError('not-found', 'This machine has no messages yet.');
    const { secret, count, leftOut } = moved;
    const words = toRecoveryWords(secret).join(' ');
    const link = moveLink(context.server, secret);
    const lines = [
      `${count} of your messages wait for your other device, for 24 hours.`,
      ...(leftOut === 0 ? [] : [`There was no room for ${leftOut} older ones.`]),
      'There, choose “Bring messages to this browser” or run `parley devices move-in`, and enter:',
      words,
      `or open ${link}`,
      'Show them to nobody; they are not shown again.',
    ];
    context.answer({ count, leftOut, words, link }, lines.join('\n'));
    return undefined;
  },
};

export const devicesMoveIn: Command = {
  name: 'devices move-in',
  args: [],
  summary:
    'Bring what another device of yours has sealed to this machine; asks for the words, or reads them from a pipe.',
  async run(context) {
    const { fromRecoveryWords } = await import('@parley/client/messages/moving/recoveryWords');
    const read = fromRecoveryWords(await askSecret('The twelve words: ', process.stdin, process.stderr));
    if ('problem' in read) throw new UsageError(explain(read.problem));
    const { assertNotRemoved, withMessages } = await import('../messages/withMessages.ts');
    const { bringIn } = await import('@parley/client/messages/moving/bringIn');
    const brought = await withMessages(context, async ({ session }) => {
      assertNotRemoved(session);
      await session.settled();
      return bringIn(session, read.secret);
    });
    if (brought.outcome !== 'done') throw notBrought(brought.outcome);
    const { count } = brought;
    context.answer({ count }, count === 0 ? 'All of them were here already.' : `${count} came.`);
    return undefined;
  },
};

function explain(problem: WordsProblem): string {
  switch (problem.kind) {
    case 'unknown':
      return `“${problem.word}” is none of the words it can be.`;
    case 'count':
      return `Those are ${problem.count} words; it takes twelve.`;
    case 'checksum':
      return 'One of the words is another one, or two have changed places.';
  }
}

function notBrought(outcome: 'none' | 'wrong'): ParleyError {
  if (outcome === 'none') {
    const why = 'It may have been fetched already, or its 24 hours are over.';
    return new ParleyError('not-found', `Nothing waits for you. ${why}`);
  }
  const why = 'If you have begun again since, only the last ones do.';
  return new ParleyError('forbidden', `These words do not open what waits. ${why}`);
}
