import { ParleyError } from '@parley/protocol/errors';
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { RtcDevice } from '../src/media/RtcDevice.ts';
import type { SendSide } from '../src/media/SendSide.ts';
import { DeviceStage } from './support/DeviceStage.ts';
import { FakePublishing, fakeDevice, fakeSendSide } from './support/fakeMedia.ts';

const offline = () => new ParleyError('timeout', 'no connection', { reason: 'offline' });

let device: RtcDevice;
beforeAll(async () => {
  device = await fakeDevice();
});

describe('in the call, when the server cannot be had or disagrees', () => {
  let stage: DeviceStage;

  async function joined(kind: 'microphone' | 'camera'): Promise<SendSide> {
    stage = new DeviceStage(kind);
    const side = fakeSendSide(device, stage.server);
    await stage.source.set(true);
    await stage.source.attach(side);
    return side;
  }

  it('waits for the resumption when the line is gone, and then does what is wanted', async () => {
    await joined('microphone');
    stage.server.errors.push(offline());
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
      stage.server.errors.push(offline());
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
    stage.server.errors.push(offline());
    await stage.source.set(false);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(stage.media).toMatchObject({ isCut: true });
    await stage.source.set(true);
    expect(stage.media).toMatchObject({ isOn: true, isCut: false });
    expect(stage.live).toHaveLength(1);
  });

  it('unpublishes what went with an old transport and is not wanted any more', async () => {
    const old = await joined('camera');
    stage.server.errors.push(offline());
    await stage.source.set(false);
    old.close();
    await stage.source.attach(fakeSendSide(device, stage.server));
    expect(stage.server.of('camera')).toEqual([]);
    expect(stage.media).toMatchObject({ isOn: false, isBusy: false });
  });

  it('removes a publication whose confirmation was lost, and publishes again', async () => {
    stage = new DeviceStage('camera');
    await stage.source.attach(fakeSendSide(device, stage.server));
    stage.server.publications.set('orphan', {
      publicationId: 'orphan',
      source: 'camera',
      isPaused: false,
    });
    stage.server.errors.push(offline());
    await stage.source.set(true);
    await stage.source.resumed();
    expect(stage.server.asked).toContain('unpublish orphan');
    expect(stage.server.of('camera')).toHaveLength(1);
    expect(stage.media).toMatchObject({ isOn: true, isBusy: false });
  });

  it('takes the place of what an earlier try published without a confirmation', async () => {
    stage = new DeviceStage('camera');
    await stage.source.attach(fakeSendSide(device, stage.server));
    stage.server.publications.set('orphan', {
      publicationId: 'orphan',
      source: 'camera',
      isPaused: false,
    });
    stage.server.errors.push(new ParleyError('conflict', 'there is one already'));
    await stage.source.set(true);
    expect(stage.server.of('camera').map(({ publicationId }) => publicationId)).toEqual([
      'publication-1',
    ]);
    expect(stage.media).toMatchObject({ isOn: true, error: null });
  });

  it('publishes anew what the server has forgotten', async () => {
    await joined('microphone');
    stage.server.publications.clear();
    stage.server.errors.push(new ParleyError('not-found', 'gone'));
    await stage.source.set(false);
    expect(stage.server.of('microphone')).toMatchObject([{ isPaused: true }]);
    expect(stage.media).toMatchObject({ isOn: false, isBusy: false, error: null });
  });

  it('waits for new transports when those there were are lost', async () => {
    const old = await joined('microphone');
    stage.server.publications.clear();
    stage.server.errors.push(
      new ParleyError('not-found', 'lost', { reason: 'no-media' }),
      new ParleyError('not-found', 'asked too early', { reason: 'no-media' }),
    );
    await stage.source.set(false);
    expect(stage.media).toMatchObject({ isBusy: true, error: null });
    expect(stage.server.errors).toHaveLength(1);
    old.close();
    const next = new FakePublishing();
    await stage.source.attach(fakeSendSide(device, next));
    expect(next.of('microphone')).toMatchObject([{ isPaused: true }]);
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
    stage = new DeviceStage('camera');
    await stage.source.attach(fakeSendSide(device, stage.server));
    stage.server.errors.push(new ParleyError('forbidden', 'only hosts'));
    await stage.source.set(true);
    expect(stage.media).toMatchObject({ isOn: false, isBusy: false, error: { code: 'failed' } });
    await stage.source.set(true);
    expect(stage.media).toMatchObject({ isOn: true, error: null });
  });

  it('tries again later what came too fast', async () => {
    await joined('microphone');
    stage.server.errors.push(new ParleyError('rate-limited', 'slowly', { retryInMs: 1 }));
    await stage.source.set(false);
    expect(stage.media).toMatchObject({ isOn: false, error: null });
  });
});
