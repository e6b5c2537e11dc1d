import { ParleyError } from '@parley/protocol/errors';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RtcDevice } from '../src/media/RtcDevice.ts';
import type { SendSide } from '../src/media/SendSide.ts';
import type { SentTrack } from '../src/media/SentTrack.ts';
import { EncodedSound } from './support/EncodedSound.ts';
import { FakeTrack } from './support/FakeTrack.ts';
import { FakePublishing, fakeDevice, fakeSendSide } from './support/fakeMedia.ts';

/** More than it takes until a muted microphone has a stream that can be held back. */
const LONG_MS = 10_000;

describe('sound that is held back until the server has answered', () => {
  let device: RtcDevice;
  let server: FakePublishing;
  let side: SendSide;
  let sound: EncodedSound;

  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    device = await fakeDevice();
    server = new FakePublishing();
    side = fakeSendSide(device, server);
  });

  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  async function microphone(stage: Parameters<typeof EncodedSound.stage>[0] = {}): Promise<SentTrack> {
    sound = await EncodedSound.stage(stage);
    sound.serve(side.transport);
    return side.publish('microphone', new FakeTrack('audio').asTrack(), false);
  }

  const renewals = () =>
    server.asked.filter((asked) => asked === 'publish microphone for publication-1');

  async function becomeLargeRoom(): Promise<void> {
    side.expectDormancy();
    await vi.waitFor(() => expect(sound.workers.started).toBe(1));
  }

  /** Muted, and long enough for a stream that can be held back. */
  async function mutedInLargeRoom(): Promise<SentTrack> {
    const sent = await microphone();
    await becomeLargeRoom();
    await sent.setPaused(true);
    await vi.advanceTimersByTimeAsync(LONG_MS);
    await vi.waitFor(() => expect(renewals()).toHaveLength(1));
    await vi.waitFor(() => expect(sound.senders).toHaveLength(2));
    return sent;
  }

  it('changes nothing in a room in which no microphone is dormant', async () => {
    const sent = await microphone();
    await sent.setPaused(true);
    await vi.advanceTimersByTimeAsync(LONG_MS);
    expect([sound.workers.started, renewals()]).toEqual([0, []]);
    expect(sound.last.isTransformed).toBe(false);
  });

  it('goes over to a stream that can be held back while nobody hears it, and once', async () => {
    const sent = await microphone();
    await becomeLargeRoom();
    await vi.advanceTimersByTimeAsync(LONG_MS);
    expect(renewals()).toEqual([]);
    for (const isPaused of [true, false, true]) await sent.setPaused(isPaused);
    await vi.advanceTimersByTimeAsync(LONG_MS);
    await vi.waitFor(() => expect(renewals()).toHaveLength(1));
    expect(sound.last.isTransformed).toBe(true);
    expect([sent.isPaused, sent.isClosed]).toEqual([true, false]);
    await sent.setPaused(false);
    await sent.setPaused(true);
    await vi.advanceTimersByTimeAsync(LONG_MS);
    expect(renewals()).toHaveLength(1);
  });

  it('lets all go that was said since the click when the server has answered, before anything else is asked', async () => {
    const sent = await mutedInLargeRoom();
    const answer = Promise.withResolvers<void>();
    server.hold = answer.promise;
    const unmuted = sent.setPaused(false);
    await vi.waitFor(() => expect(sound.last.orders).toEqual(['hold']));
    sound.last.say(1, 2, 3);
    await vi.advanceTimersByTimeAsync(500);
    expect([server.asked.at(-1), sound.last.sent]).toEqual(['resume publication-1', []]);
    answer.resolve();
    await unmuted;
    expect(sound.last.sent).toEqual([1, 2, 3]);
    sound.last.say(4);
    await vi.waitFor(() => expect(sound.last.sent).toEqual([1, 2, 3, 4]));
    await sent.setPaused(true);
    sound.last.say(5);
    await vi.waitFor(() => expect(sound.last.sent).toContain(5));
  });

  it('lets it go when the server refuses, too', async () => {
    const sent = await mutedInLargeRoom();
    server.errors.push(new ParleyError('timeout', 'no answer'));
    const unmuted = sent.setPaused(false);
    sound.last.say(1);
    await expect(unmuted).rejects.toMatchObject({ code: 'timeout' });
    sound.last.say(2);
    await vi.waitFor(() => expect(sound.last.sent).toEqual([1, 2]));
  });

  it('makes nobody wait whose transport is closed meanwhile, and ends the worker', async () => {
    const sent = await mutedInLargeRoom();
    const answer = Promise.withResolvers<void>();
    server.hold = answer.promise;
    const unmuted = sent.setPaused(false);
    side.close();
    expect(sound.workers.running).toBe(0);
    answer.resolve();
    await expect(unmuted).resolves.toBeUndefined();
  });

  it('keeps its stream when it is unmuted before the other one is there', async () => {
    const sent = await microphone();
    await becomeLargeRoom();
    await sent.setPaused(true);
    await sent.setPaused(false);
    await vi.advanceTimersByTimeAsync(LONG_MS);
    expect(renewals()).toEqual([]);
  });

  it.each([{ startsWorkers: false }, { refuses: true }])(
    'sends as before in a browser that cannot do it: %o',
    async (stage) => {
      const sent = await microphone(stage);
      await becomeLargeRoom();
      await sent.setPaused(true);
      for (let times = 0; times < 3; times += 1) await vi.advanceTimersByTimeAsync(LONG_MS);
      expect(renewals().length).toBeLessThanOrEqual(1);
      await sent.setPaused(false);
      sound.last.say(1);
      expect(sound.last.sent).toEqual([1]);
    },
  );

  it('goes over again when it is not known which stream the server has', async () => {
    const sent = await microphone();
    await becomeLargeRoom();
    await sent.setPaused(true);
    server.errors.push(new ParleyError('timeout', 'no answer'));
    await vi.advanceTimersByTimeAsync(LONG_MS);
    await vi.waitFor(() => expect(renewals().length).toBeGreaterThanOrEqual(2));
    await vi.waitFor(() => expect(sound.last.isTransformed).toBe(true));
    expect(sent.isClosed).toBe(false);
  });
});
