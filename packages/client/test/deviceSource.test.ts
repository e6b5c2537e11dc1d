import { ParleyError } from '@parley/protocol/errors';
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { DeviceFailure } from '../src/media/deviceErrors.ts';
import type { CapturedTrack } from '../src/media/localTracks.ts';
import type { RtcDevice } from '../src/media/RtcDevice.ts';
import type { SendSide } from '../src/media/SendSide.ts';
import { DeviceSource } from '../src/session/DeviceSource.ts';
import type { LocalMedia } from '../src/session/store/CallState.ts';
import { FakeTrack } from './support/FakeTrack.ts';
import { FakePublishing, fakeDevice, fakeSendSide } from './support/fakeMedia.ts';
import { recordingLog } from './support/recordingLog.ts';

const offline = () => new ParleyError('timeout', 'no connection', { reason: 'offline' });

/** One source with a person, devices and a server around it. */
class Stage {
  readonly server = new FakePublishing();
  readonly tracks: FakeTrack[] = [];
  readonly source: DeviceSource;
  chosen: string | null = null;
  plugged = ['built-in'];
  /** Held back like a question that the person has not answered yet. */
  question: Promise<void> | undefined;
  refusal: DeviceFailure | undefined;
  media: LocalMedia | undefined;

  constructor(kind: 'microphone' | 'camera') {
    this.source = new DeviceSource({
      source: kind,
      log: recordingLog(),
      ownPublications: (source) => this.server.of(source),
      unpublish: (publicationId) => this.server.unpublish(publicationId),
      choice: () => ({
        deviceId: this.chosen,
        isPresent: this.chosen !== null && this.plugged.includes(this.chosen),
      }),
      acquire: (deviceId) => this.#acquire(kind, deviceId),
      changed: (media) => {
        this.media = media;
      },
    });
  }

  get live(): FakeTrack[] {
    return this.tracks.filter(({ readyState }) => readyState === 'live');
  }

  async #acquire(kind: 'microphone' | 'camera', deviceId: string | null): Promise<CapturedTrack> {
    await this.question;
    if (this.refusal) throw this.refusal;
    if (this.plugged.length === 0) throw new DeviceFailure('not-found', 'none');
    const isThere = deviceId === null || this.plugged.includes(deviceId);
    const label = isThere && deviceId !== null ? deviceId : (this.plugged[0] ?? '');
    const track = new FakeTrack(kind === 'camera' ? 'video' : 'audio', label);
    this.tracks.push(track);
    return { track: track.asTrack(), chosen: deviceId, isSubstitute: !isThere };
  }
}

let device: RtcDevice;
beforeAll(async () => {
  device = await fakeDevice();
});

describe('before joining', () => {
  it('captures for the preview and lets go again', async () => {
    const stage = new Stage('camera');
    await stage.source.set(true);
    expect(stage.media).toMatchObject({ isWanted: true, isOn: true, isBusy: false, error: null });
    await stage.source.set(false);
    expect(stage.media).toMatchObject({ isWanted: false, isOn: false, track: null });
    expect(stage.live).toEqual([]);
  });

  it('keeps the wish and says why it is not on, and comes on when permission is given', async () => {
    const stage = new Stage('microphone');
    stage.refusal = new DeviceFailure('denied', 'no');
    await stage.source.set(true);
    expect(stage.media).toMatchObject({ isWanted: true, isOn: false, error: { code: 'denied' } });
    stage.source.devicesChanged();
    expect(stage.media?.error?.code).toBe('denied');
    stage.refusal = undefined;
    stage.source.permissionGranted();
    await vi.waitFor(() => expect(stage.media).toMatchObject({ isOn: true, error: null }));
  });

  it('lets go of a device that is given after it was no longer wanted', async () => {
    const stage = new Stage('camera');
    const { promise, resolve } = Promise.withResolvers<void>();
    stage.question = promise;
    const wanted = stage.source.set(true);
    const unwanted = stage.source.set(false);
    resolve();
    await Promise.all([wanted, unwanted]);
    expect(stage.tracks).toHaveLength(1);
    expect(stage.live).toEqual([]);
    expect(stage.media).toMatchObject({ isOn: false, track: null });
  });
});

describe('in the call', () => {
  let stage: Stage;

  async function joined(kind: 'microphone' | 'camera'): Promise<SendSide> {
    stage = new Stage(kind);
    const side = fakeSendSide(device, stage.server);
    await stage.source.set(true);
    await stage.source.attach(side);
    return side;
  }

  it('publishes what is on, and counts it as on only then', async () => {
    stage = new Stage('camera');
    await stage.source.set(true);
    const { promise, resolve } = Promise.withResolvers<void>();
    stage.server.hold = promise;
    const published = stage.source.attach(fakeSendSide(device, stage.server));
    await vi.waitFor(() => expect(stage.server.asked).toContain('publish camera'));
    expect(stage.media).toMatchObject({ isWanted: true, isOn: false, isBusy: true });
    resolve();
    await published;
    expect(stage.media).toMatchObject({ isOn: true, isBusy: false });
  });

  it('a microphone is silent with the click, muted with the answer, and stays captured', async () => {
    await joined('microphone');
    const { promise, resolve } = Promise.withResolvers<void>();
    stage.server.hold = promise;
    const muted = stage.source.set(false);
    expect(stage.tracks[0]?.enabled).toBe(false);
    expect(stage.media).toMatchObject({ isWanted: false, isOn: true });
    resolve();
    await muted;
    expect(stage.media).toMatchObject({ isOn: false });
    expect(stage.live).toHaveLength(1);
    await stage.source.set(true);
    expect(stage.tracks).toHaveLength(1);
    expect(stage.tracks[0]?.enabled).toBe(true);
    expect(stage.media?.isOn).toBe(true);
  });

  it('a camera lets its light go out, and comes back on the same publication', async () => {
    await joined('camera');
    await stage.source.set(false);
    expect(stage.live).toEqual([]);
    expect(stage.server.of('camera')).toMatchObject([{ isPaused: true }]);
    await stage.source.set(true);
    expect(stage.live).toHaveLength(1);
    expect(stage.server.of('camera')).toMatchObject([
      { publicationId: 'publication-1', isPaused: false },
    ]);
  });

  it.each([true, false])('ends on the last of many wishes: %s', async (last) => {
    await joined('camera');
    const wishes = [false, true, false, false, true, true, false, last];
    await Promise.all(wishes.map((wish) => stage.source.set(wish)));
    expect(stage.media).toMatchObject({ isWanted: last, isOn: last, isBusy: false });
    expect(stage.live).toHaveLength(last ? 1 : 0);
    expect(stage.server.of('camera')).toMatchObject([{ isPaused: !last }]);
  });

  it('changes to another device without a new publication, on or muted', async () => {
    await joined('microphone');
    stage.plugged = ['built-in', 'headset', 'desk'];
    stage.chosen = 'headset';
    await stage.source.chosen();
    expect(stage.live.map(({ label }) => label)).toEqual(['headset']);
    await stage.source.set(false);
    stage.chosen = 'desk';
    await stage.source.chosen();
    expect(stage.live.map(({ label, enabled }) => [label, enabled])).toEqual([['desk', false]]);
    expect(stage.server.of('microphone')).toHaveLength(1);
    expect(stage.media).toMatchObject({ isOn: false, error: null });
  });

  it('falls over to another device when one is pulled out, and returns when it is back', async () => {
    await joined('camera');
    stage.plugged = ['built-in', 'usb'];
    stage.chosen = 'usb';
    await stage.source.chosen();
    stage.plugged = ['built-in'];
    stage.live[0]?.end();
    await vi.waitFor(() => expect(stage.live.map(({ label }) => label)).toEqual(['built-in']));
    stage.plugged = ['built-in', 'usb'];
    stage.source.devicesChanged();
    await vi.waitFor(() => expect(stage.live.map(({ label }) => label)).toEqual(['usb']));
    await vi.waitFor(() => expect(stage.media).toMatchObject({ isOn: true, isBusy: false }));
    expect(stage.server.of('camera')).toHaveLength(1);
  });

  it('says lost when nothing is left, shows it to the others, and returns by itself', async () => {
    await joined('camera');
    stage.plugged = [];
    stage.live[0]?.end();
    await vi.waitFor(() => expect(stage.media?.error?.code).toBe('lost'));
    await vi.waitFor(() => expect(stage.server.of('camera')).toMatchObject([{ isPaused: true }]));
    expect(stage.media).toMatchObject({ isWanted: true, isOn: false });
    stage.plugged = ['built-in'];
    stage.source.devicesChanged();
    await vi.waitFor(() => expect(stage.media).toMatchObject({ isOn: true, error: null }));
  });

  it('waits for the resumption when the line is gone, and then does what is wanted', async () => {
    await joined('microphone');
    stage.server.nextError = offline();
    await stage.source.set(false);
    expect(stage.media).toMatchObject({ isWanted: false, isOn: true, isBusy: true, error: null });
    await stage.source.resumed();
    expect(stage.media).toMatchObject({ isOn: false, isBusy: false });
    expect(stage.server.of('microphone')).toMatchObject([{ isPaused: true }]);
  });

  it.each(['microphone', 'camera'] as const)(
    'stops a %s here when the server does not confirm in time that it is off',
    async (kind) => {
      await joined(kind);
      const [track] = stage.tracks;
      vi.useFakeTimers();
      onTestFinished(() => void vi.useRealTimers());
      stage.server.nextError = offline();
      await stage.source.set(false);
      await vi.advanceTimersByTimeAsync(1_999);
      expect(stage.media).toMatchObject({ isOn: true, isCut: false, isBusy: true });
      await vi.advanceTimersByTimeAsync(1);
      expect(stage.media).toMatchObject({ isOn: false, isCut: true, isWanted: false });
      expect(track?.readyState).toBe('ended');
      expect(stage.live).toEqual([]);
      await stage.source.resumed();
      expect(stage.media).toMatchObject({ isOn: false, isCut: false, isBusy: false });
      expect(stage.server.of(kind)).toMatchObject([{ isPaused: true }]);
      await stage.source.set(true);
      expect(stage.media).toMatchObject({ isOn: true, isCut: false });
      expect(stage.live).toHaveLength(1);
    },
  );

  it('is cut no more when it is wanted again before the server was heard', async () => {
    await joined('microphone');
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    stage.server.nextError = offline();
    await stage.source.set(false);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(stage.media).toMatchObject({ isCut: true });
    await stage.source.set(true);
    expect(stage.media).toMatchObject({ isOn: true, isCut: false });
    expect(stage.live).toHaveLength(1);
  });

  it('unpublishes what went with an old transport and is not wanted any more', async () => {
    const old = await joined('camera');
    stage.server.nextError = offline();
    await stage.source.set(false);
    old.close();
    await stage.source.attach(fakeSendSide(device, stage.server));
    expect(stage.server.of('camera')).toEqual([]);
    expect(stage.media).toMatchObject({ isOn: false, isBusy: false });
  });

  it('removes a publication whose confirmation was lost, and publishes again', async () => {
    stage = new Stage('camera');
    await stage.source.attach(fakeSendSide(device, stage.server));
    stage.server.publications.set('orphan', {
      publicationId: 'orphan',
      source: 'camera',
      isPaused: false,
    });
    stage.server.nextError = offline();
    await stage.source.set(true);
    await stage.source.resumed();
    expect(stage.server.asked).toContain('unpublish orphan');
    expect(stage.server.of('camera')).toHaveLength(1);
    expect(stage.media).toMatchObject({ isOn: true, isBusy: false });
  });

  it('takes the place of what an earlier try published without a confirmation', async () => {
    stage = new Stage('camera');
    await stage.source.attach(fakeSendSide(device, stage.server));
    stage.server.publications.set('orphan', {
      publicationId: 'orphan',
      source: 'camera',
      isPaused: false,
    });
    stage.server.nextError = new ParleyError('conflict', 'there is one already');
    await stage.source.set(true);
    expect(stage.server.of('camera').map(({ publicationId }) => publicationId)).toEqual([
      'publication-1',
    ]);
    expect(stage.media).toMatchObject({ isOn: true, error: null });
  });

  it('publishes anew what the server has forgotten', async () => {
    await joined('microphone');
    stage.server.publications.clear();
    stage.server.nextError = new ParleyError('not-found', 'gone');
    await stage.source.set(false);
    expect(stage.server.of('microphone')).toMatchObject([{ isPaused: true }]);
    expect(stage.media).toMatchObject({ isOn: false, isBusy: false, error: null });
  });

  it('goes on with the same track in a new place; who was muted is muted', async () => {
    const old = await joined('microphone');
    await stage.source.set(false);
    old.close();
    const next = new FakePublishing();
    await stage.source.attach(fakeSendSide(device, next));
    expect(next.of('microphone')).toMatchObject([{ isPaused: true }]);
    expect(stage.tracks).toHaveLength(1);
  });

  it('says so when the server refuses, and tries again with the next wish', async () => {
    stage = new Stage('camera');
    await stage.source.attach(fakeSendSide(device, stage.server));
    stage.server.nextError = new ParleyError('forbidden', 'only hosts');
    await stage.source.set(true);
    expect(stage.media).toMatchObject({ isOn: false, isBusy: false, error: { code: 'failed' } });
    await stage.source.set(true);
    expect(stage.media).toMatchObject({ isOn: true, error: null });
  });

  it('tries again later what came too fast', async () => {
    await joined('microphone');
    stage.server.nextError = new ParleyError('rate-limited', 'slowly', { retryInMs: 1 });
    await stage.source.set(false);
    expect(stage.media).toMatchObject({ isOn: false, error: null });
  });

  it('sends a track that a program brought, and never stops it', async () => {
    stage = new Stage('camera');
    const given = new FakeTrack('video', 'robot');
    await stage.source.give(given.asTrack());
    await stage.source.attach(fakeSendSide(device, stage.server));
    expect(stage.media).toMatchObject({ isOn: true });
    await stage.source.set(false);
    await stage.source.set(true);
    expect(stage.media).toMatchObject({ isOn: true, track: given });
    await stage.source.close();
    expect(given.readyState).toBe('live');
    expect(stage.tracks).toEqual([]);
  });

  it('holds nothing after it was closed, whatever was under way', async () => {
    stage = new Stage('camera');
    const { promise, resolve } = Promise.withResolvers<void>();
    stage.question = promise;
    const wanted = stage.source.set(true);
    const closed = stage.source.close();
    resolve();
    await Promise.all([wanted, closed]);
    await stage.source.set(true);
    expect(stage.live).toEqual([]);
  });
});
