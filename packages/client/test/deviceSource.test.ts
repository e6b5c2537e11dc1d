import { beforeAll, describe, expect, it, vi } from 'vitest';
import { DeviceFailure } from '../src/media/deviceErrors.ts';
import type { RtcDevice } from '../src/media/RtcDevice.ts';
import type { SendSide } from '../src/media/SendSide.ts';
import { DeviceStage } from './support/DeviceStage.ts';
import { FakeTrack } from './support/FakeTrack.ts';
import { fakeDevice, fakeSendSide } from './support/fakeMedia.ts';

let device: RtcDevice;
beforeAll(async () => {
  device = await fakeDevice();
});

describe('before joining', () => {
  it('captures for the preview and lets go again', async () => {
    const stage = new DeviceStage('camera');
    await stage.source.set(true);
    expect(stage.media).toMatchObject({ isWanted: true, isOn: true, isBusy: false, error: null });
    await stage.source.set(false);
    expect(stage.media).toMatchObject({ isWanted: false, isOn: false, track: null });
    expect(stage.live).toEqual([]);
  });

  it('keeps the wish and says why it is not on, and comes on when permission is given', async () => {
    const stage = new DeviceStage('microphone');
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
    const stage = new DeviceStage('camera');
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

  it('opens the device that was chosen while another one was being tried in vain', async () => {
    const stage = new DeviceStage('camera');
    const { promise, reject } = Promise.withResolvers<void>();
    stage.question = promise;
    const wanted = stage.source.set(true);
    stage.question = undefined;
    stage.plugged = ['built-in', 'usb'];
    stage.chosen = 'usb';
    const chosen = stage.source.chosen();
    reject(new DeviceFailure('in-use', 'another program has it'));
    await Promise.all([wanted, chosen]);
    expect(stage.media).toMatchObject({ isOn: true, error: null });
    expect(stage.live.map(({ label }) => label)).toEqual(['usb']);
  });
});

describe('in the call', () => {
  let stage: DeviceStage;

  async function joined(kind: 'microphone' | 'camera'): Promise<SendSide> {
    stage = new DeviceStage(kind);
    const side = fakeSendSide(device, stage.server);
    await stage.source.set(true);
    await stage.source.attach(side);
    return side;
  }

  it('publishes what is on, and counts it as on only then', async () => {
    stage = new DeviceStage('camera');
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

  it('sends a track that a program brought, and never stops it', async () => {
    stage = new DeviceStage('camera');
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
    stage = new DeviceStage('camera');
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
