import { expect, it, vi } from 'vitest';
import type { Capture } from '../src/media/Capture.ts';
import { type Chosen, type DeviceList, Devices } from '../src/media/Devices.ts';
import { acquireDevice } from '../src/media/localTracks.ts';
import { FakeTrack } from './support/FakeTrack.ts';

class FakeCapture extends EventTarget implements Capture {
  devices: Pick<MediaDeviceInfo, 'kind' | 'deviceId' | 'label'>[] = [];
  readonly asked: MediaStreamConstraints[] = [];
  answer: (constraints: MediaStreamConstraints) => FakeTrack = () => new FakeTrack('audio');

  async enumerateDevices(): Promise<MediaDeviceInfo[]> {
    return this.devices as MediaDeviceInfo[];
  }

  async getUserMedia(constraints: MediaStreamConstraints): Promise<MediaStream> {
    this.asked.push(constraints);
    const track = this.answer(constraints);
    return { getTracks: () => [track] } as unknown as MediaStream;
  }
}

function memoryStorage(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

const silent = { listed: () => {}, chose: () => {}, changed: () => {} };
const gone = () => Object.assign(new Error('gone'), { name: 'OverconstrainedError' });

it('lists devices by what they are for, the system choice of Chromium left out', async () => {
  const capture = new FakeCapture();
  capture.devices = [
    { kind: 'audioinput', deviceId: 'default', label: 'Default - Headset' },
    { kind: 'audioinput', deviceId: 'headset', label: 'Headset' },
    { kind: 'videoinput', deviceId: 'cam', label: 'Camera' },
    { kind: 'audiooutput', deviceId: 'communications', label: 'Communications' },
  ];
  const listed = vi.fn<(list: DeviceList) => void>();
  await new Devices(capture, undefined, { ...silent, listed }).refresh();
  expect(listed).toHaveBeenCalledExactlyOnceWith({
    microphone: [{ deviceId: 'headset', label: 'Headset' }],
    camera: [{ deviceId: 'cam', label: 'Camera' }],
    speaker: [],
  });
});

it('remembers what was chosen for the next visit, and forgets it again', () => {
  const storage = memoryStorage();
  const seen: Chosen[] = [];
  const visit = () => new Devices(undefined, storage, { ...silent, chose: (now) => seen.push(now) });
  visit().choose('camera', 'usb');
  visit().choose('camera', null);
  visit();
  expect(seen.map(({ camera }) => camera)).toEqual([null, 'usb', 'usb', null, null]);
});

it('goes on with a storage that refuses', () => {
  const refuse = () => {
    throw new Error('no storage here');
  };
  const storage = { getItem: refuse, setItem: refuse, removeItem: refuse };
  const devices = new Devices(undefined, storage, silent);
  devices.choose('speaker', 'loud');
  expect(devices.chosen.speaker).toBe('loud');
});

it('tells of a change once the new list is known, and of none after it was closed', async () => {
  const capture = new FakeCapture();
  const changed = vi.fn();
  const devices = new Devices(capture, undefined, { ...silent, changed });
  capture.devices = [{ kind: 'videoinput', deviceId: 'cam', label: '' }];
  changed.mockImplementation(() => expect(devices.isPresent('camera', 'cam')).toBe(true));
  capture.dispatchEvent(new Event('devicechange'));
  await vi.waitFor(() => expect(changed).toHaveBeenCalledTimes(1));
  devices.close();
  capture.dispatchEvent(new Event('devicechange'));
  await devices.refresh();
  expect(changed).toHaveBeenCalledTimes(1);
});

it('asks for exactly the chosen device, and takes another one when that is gone', async () => {
  const capture = new FakeCapture();
  capture.answer = ({ audio }) => {
    if (typeof audio === 'object' && audio.deviceId) throw gone();
    return new FakeTrack('audio');
  };
  const captured = await acquireDevice(capture, 'microphone', 'headset');
  expect(captured).toMatchObject({ chosen: 'headset', isSubstitute: true });
  expect(capture.asked).toMatchObject([
    { audio: { deviceId: { exact: 'headset' }, echoCancellation: true } },
    { audio: { noiseSuppression: true, autoGainControl: true } },
  ]);
});

it('takes no other device when the chosen one is only in use', async () => {
  const capture = new FakeCapture();
  capture.answer = () => {
    throw Object.assign(new Error('busy'), { name: 'NotReadableError' });
  };
  await expect(acquireDevice(capture, 'camera', 'usb')).rejects.toMatchObject({
    deviceError: { code: 'in-use' },
  });
  expect(capture.asked).toHaveLength(1);
});

it('says unsupported where there is nothing to capture with', async () => {
  await expect(acquireDevice(undefined, 'camera', null)).rejects.toMatchObject({
    deviceError: { code: 'unsupported' },
  });
});
