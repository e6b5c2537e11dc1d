import { ParleyError } from '@parley/protocol/errors';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SendSide } from '../src/media/SendSide.ts';
import type { SentTrack } from '../src/media/SentTrack.ts';
import { EncodedSound } from './support/EncodedSound.ts';
import { FakeTrack } from './support/FakeTrack.ts';
import { FakePublishing, fakeDevice, fakeSendSide } from './support/fakeMedia.ts';

/** In which a microphone rests at the latest, looked at once a second. */
const LONG_S = 16;
const SILENCE = { audioLevel: 0 };

describe('a microphone that is on, and into which nobody speaks', () => {
  let server: FakePublishing;
  let side: SendSide;
  let sound: EncodedSound;
  let sent: SentTrack;

  beforeEach(async () => {
    server = new FakePublishing();
    side = fakeSendSide(await fakeDevice(), server);
    sound = await EncodedSound.stage();
    sound.serve(side.transport);
    sent = await side.publish('microphone', new FakeTrack('audio').asTrack(), false);
  });

  afterEach(() => {
    vi.unstubAllGlobals();
  });

  /** Of each second the mean power is the same. */
  function pass(seconds: number, power = 1e-8): void {
    const { publicationId } = sent;
    for (let second = 0; second < seconds; second += 1) {
      side.hear([{ publicationId, energy: power } as never], 1_000);
    }
  }

  const asked = (what: RegExp) => server.asked.filter((one) => what.test(one));

  async function becomeLargeRoom(): Promise<void> {
    side.expectDormancy();
    await vi.waitFor(() => expect(sound.workers.started).toBe(1));
  }

  /** Over a stream that was at rest from its first moment on. */
  async function resting(): Promise<void> {
    await becomeLargeRoom();
    pass(LONG_S);
    await vi.waitFor(() => expect(sound.senders).toHaveLength(2));
    expect(sound.last.orders[0]).toBe('rest');
  }

  /** The stream that there is rests once more. */
  async function restingAgain(): Promise<void> {
    const before = sound.last.orders.filter((order) => order === 'rest').length;
    pass(LONG_S);
    await vi.waitFor(() => {
      expect(sound.last.orders.filter((order) => order === 'rest')).toHaveLength(before + 1);
    });
  }

  it('sends as ever in a small room, and in a large one while somebody speaks', async () => {
    pass(LONG_S * 4);
    await becomeLargeRoom();
    for (let time = 0; time < 20; time += 1) {
      pass(4);
      pass(1, 1e-3);
    }
    expect(asked(/rest/)).toEqual([]);
    expect(sound.senders).toHaveLength(1);
  });

  it('goes over to a stream that rests, once, and sends nothing of the silence', async () => {
    await resting();
    pass(LONG_S * 4);
    expect(asked(/rest/)).toEqual(['publish microphone for publication-1 at rest']);
    expect(sent.isPaused).toBe(false);
    for (let frame = 0; frame < 50; frame += 1) sound.last.sound(SILENCE, frame);
    // That it has heard these is known by its asking; what came before them has passed it then.
    server.hold = new Promise(() => {});
    sound.last.say(50, 51, 52);
    await vi.waitFor(() => expect(asked(/wake/)).toHaveLength(1));
    expect(sound.last.sent).toEqual([]);
  });

  it('lets go what is said when those who listen can take it, and rests again after that', async () => {
    await resting();
    const answer = Promise.withResolvers<void>();
    server.hold = answer.promise;
    sound.last.sound(SILENCE, 1, 2);
    sound.last.say(3, 4, 5, 6);
    await vi.waitFor(() => expect(asked(/wake/)).toEqual(['wake publication-1']));
    sound.last.say(7);
    expect(sound.last.sent).toEqual([]);
    answer.resolve();
    await vi.waitFor(() => expect(sound.last.sent).toEqual([1, 2, 3, 4, 5, 6, 7]));
    sound.last.say(8);
    await vi.waitFor(() => expect(sound.last.sent).toContain(8));

    await restingAgain();
    expect(asked(/^rest/)).toEqual(['rest publication-1']);
    expect(sound.senders).toHaveLength(2);
    sound.last.say(9, 10, 11);
    await vi.waitFor(() => expect(asked(/wake/)).toHaveLength(2));
    await vi.waitFor(() => expect(sound.last.sent.slice(-3)).toEqual([9, 10, 11]));
  });

  it('sends on where the server keeps it ready, and loses nothing of what is said meanwhile', async () => {
    server.grantsRest = false;
    await resting();
    sound.last.say(1);
    await vi.waitFor(() => expect(sound.last.orders).toContain('release'));
    sound.last.say(2);
    await vi.waitFor(() => expect(sound.last.sent).toEqual([1, 2]));
    const answer = Promise.withResolvers<void>();
    server.hold = answer.promise;
    await restingAgain();
    sound.last.say(3, 4, 5, 6);
    expect(sound.last.sent).toEqual([1, 2]);
    answer.resolve();
    await vi.waitFor(() => expect(sound.last.sent).toEqual([1, 2, 3, 4, 5, 6]));
  });

  it('is heard when the server does not answer, too', async () => {
    await resting();
    server.errors.push(new ParleyError('timeout', 'no answer'));
    sound.last.say(1, 2, 3);
    await vi.waitFor(() => expect(sound.last.sent).toEqual([1, 2, 3]));
    server.errors.push(new ParleyError('timeout', 'no answer'));
    pass(LONG_S);
    await vi.waitFor(() => expect(asked(/^rest/)).toHaveLength(1));
    sound.last.say(4);
    await vi.waitFor(() => expect(sound.last.sent).toEqual([1, 2, 3, 4]));
  });

  it('is muted and unmuted as any other, and rests no longer', async () => {
    await resting();
    await sent.setPaused(true);
    await sent.setPaused(false);
    sound.last.say(1);
    await vi.waitFor(() => expect(sound.last.sent).toEqual([1]));
    expect(asked(/wake/)).toEqual([]);
    pass(LONG_S);
    await vi.waitFor(() => expect(asked(/^rest/)).toHaveLength(1));
  });

  it('waits for those who listen when it is unmuted, though it was muted while it went over to the stream that rests', async () => {
    await becomeLargeRoom();
    const renewed = Promise.withResolvers<void>();
    server.hold = renewed.promise;
    pass(LONG_S);
    await vi.waitFor(() => expect(asked(/at rest/)).toHaveLength(1));
    const muted = sent.setPaused(true);
    renewed.resolve();
    await muted;
    await vi.waitFor(() => expect(sound.senders).toHaveLength(2));

    const answer = Promise.withResolvers<void>();
    server.hold = answer.promise;
    const unmuted = sent.setPaused(false);
    await vi.waitFor(() => expect(sound.last.orders.at(-1)).toBe('hold'));
    sound.last.say(1, 2);
    await new Promise((resolve) => setTimeout(resolve));
    expect(sound.last.sent).toEqual([]);
    answer.resolve();
    await unmuted;
    expect(sound.last.sent).toEqual([1, 2]);
  });

  it('does not rest while it is muted, or travels another way', async () => {
    await becomeLargeRoom();
    await sent.setPaused(true);
    pass(LONG_S);
    await sent.setPaused(false);
    side.divert(new Set([sent.publicationId]));
    pass(LONG_S);
    expect(asked(/rest/)).toEqual([]);
  });

  it('never rests in a browser that does not say how loud a frame is', async () => {
    await resting();
    sound.last.sound({}, 1);
    await vi.waitFor(() => expect(sound.last.sent).toEqual([1]));
    pass(LONG_S * 4);
    expect(asked(/^rest/)).toEqual([]);
  });
});
