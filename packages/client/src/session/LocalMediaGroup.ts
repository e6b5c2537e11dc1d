import type { Source } from '@parley/protocol/media';
import type { Log } from '../log.ts';
import type { Capture } from '../media/Capture.ts';
import { Devices, type KeyValueStorage } from '../media/Devices.ts';
import { acquireDevice, acquireScreen } from '../media/localTracks.ts';
import type { SendSide } from '../media/SendSide.ts';
import { watchPermission } from '../media/watchPermission.ts';
import type { SignalingClient } from '../signaling/SignalingClient.ts';
import { DeviceSource } from './DeviceSource.ts';
import type { PublishingContext } from './publishing.ts';
import { ScreenSource } from './ScreenSource.ts';
import type { DeviceKind, ScreenContent } from './store/CallState.ts';
import { type CallStore, patchLocal } from './store/createCallStore.ts';

export type LocalMediaParts = {
  readonly store: CallStore;
  readonly signaling: SignalingClient;
  readonly capture: Capture | undefined;
  readonly storage: KeyValueStorage | undefined;
  readonly canChooseSpeaker: boolean;
  readonly log: Log;
};

/** All that this peer can send, and the devices it comes from. */
export class LocalMediaGroup {
  readonly #devices: Devices;
  readonly #microphone: DeviceSource;
  readonly #camera: DeviceSource;
  readonly #screen: ScreenSource;
  readonly #stopWatching: readonly (() => void)[];

  constructor({ store, signaling, capture, storage, canChooseSpeaker, log }: LocalMediaParts) {
    const setDevices = (patch: Partial<ReturnType<CallStore['getState']>['devices']>) =>
      store.setState(({ devices }) => ({ devices: { ...devices, ...patch } }));
    setDevices({ canShareScreen: Boolean(capture?.getDisplayMedia), canChooseSpeaker });
    const publishing: PublishingContext = {
      log,
      ownPublications: (source) => {
        const { publications, selfId } = store.getState();
        return Object.values(publications).filter(
          (publication) => publication.peerId === selfId && publication.source === source,
        );
      },
      unpublish: async (publicationId) => {
        await signaling.request('media:unpublish', { publicationId });
      },
    };
    const deviceSource = (source: 'microphone' | 'camera') =>
      new DeviceSource({
        ...publishing,
        source,
        choice: () => {
          const deviceId = this.#devices.chosen[source];
          const isPresent = deviceId !== null && this.#devices.isPresent(source, deviceId);
          return { deviceId, isPresent };
        },
        acquire: async (deviceId) => {
          const captured = await acquireDevice(capture, source, deviceId);
          // With the permission the browser tells the names of the devices.
          void this.#devices.refresh();
          return captured;
        },
        changed: (media) => store.setState((state) => patchLocal(state, source, media)),
      });
    this.#microphone = deviceSource('microphone');
    this.#camera = deviceSource('camera');
    this.#screen = new ScreenSource({
      ...publishing,
      acquire: () => acquireScreen(capture),
      changed: (part, media) => store.setState((state) => patchLocal(state, part, media)),
      contentChanged: (screenContent) => store.setState({ screenContent }),
    });
    this.#devices = new Devices(capture, storage, {
      listed: (list) => setDevices({ list }),
      chose: (chosen) => setDevices({ chosen }),
      changed: () => {
        this.#microphone.devicesChanged();
        this.#camera.devicesChanged();
      },
    });
    this.#stopWatching = [
      watchPermission('microphone', () => this.#microphone.permissionGranted()),
      watchPermission('camera', () => this.#camera.permissionGranted()),
    ];
  }

  setMicrophone(isOn: boolean): Promise<void> {
    return this.#microphone.set(isOn);
  }

  setCamera(isOn: boolean): Promise<void> {
    return this.#camera.set(isOn);
  }

  setScreen(isOn: boolean): Promise<void> {
    return this.#screen.set(isOn);
  }

  setScreenContent(content: ScreenContent): void {
    this.#screen.setContent(content);
  }

  give(source: Source, track: MediaStreamTrack | null): Promise<void> {
    if (source === 'microphone') return this.#microphone.give(track);
    if (source === 'camera') return this.#camera.give(track);
    return this.#screen.give(source, track);
  }

  /** A screen is not opened again: only its person can choose one. */
  recapture(source: Source): void {
    if (source === 'microphone') void this.#microphone.recapture();
    if (source === 'camera') void this.#camera.recapture();
  }

  async choose(kind: DeviceKind, deviceId: string | null): Promise<void> {
    this.#devices.choose(kind, deviceId === '' ? null : deviceId);
    if (kind === 'microphone') await this.#microphone.chosen();
    if (kind === 'camera') await this.#camera.chosen();
  }

  refreshDevices(): Promise<void> {
    return this.#devices.refresh();
  }

  /** Settles when everything that is wanted is published, or it is known why not. */
  async attach(side: SendSide): Promise<void> {
    await Promise.all(this.#all.map((source) => source.attach(side)));
  }

  resumed(): void {
    for (const source of this.#all) void source.resumed();
  }

  async close(): Promise<void> {
    this.#devices.close();
    for (const stop of this.#stopWatching) stop();
    await Promise.all(this.#all.map((source) => source.close()));
  }

  get #all() {
    return [this.#microphone, this.#camera, this.#screen];
  }
}
