import type { Capture } from './Capture.ts';

/*
 * Which microphones, cameras and speakers there are, which one the person chose, and what changes
 * about that. Knows no call.
 */

export type ChoosableKind = 'microphone' | 'camera' | 'speaker';
export type ListedDevice = { readonly deviceId: string; readonly label: string };
export type DeviceList = Readonly<Record<ChoosableKind, readonly ListedDevice[]>>;
export type Chosen = Readonly<Record<ChoosableKind, string | null>>;

/** As much of `localStorage` as is used. */
export type KeyValueStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export type DevicesListener = {
  listed(list: DeviceList): void;
  chose(chosen: Chosen): void;
  /** Something was plugged in or out; the new list has been told before. */
  changed(): void;
};

const KIND_OF: Readonly<Record<MediaDeviceKind, ChoosableKind>> = {
  audioinput: 'microphone',
  videoinput: 'camera',
  audiooutput: 'speaker',
};

export class Devices {
  readonly #capture: Capture | undefined;
  readonly #storage: KeyValueStorage | undefined;
  readonly #listener: DevicesListener;
  #list: DeviceList = { microphone: [], camera: [], speaker: [] };
  #chosen: Chosen;

  constructor(
    capture: Capture | undefined,
    storage: KeyValueStorage | undefined,
    listener: DevicesListener,
  ) {
    this.#capture = capture;
    this.#storage = storage;
    this.#listener = listener;
    this.#chosen = {
      microphone: this.#remembered('microphone'),
      camera: this.#remembered('camera'),
      speaker: this.#remembered('speaker'),
    };
    listener.chose(this.#chosen);
    capture?.addEventListener('devicechange', this.#onChange);
  }

  get chosen(): Chosen {
    return this.#chosen;
  }

  isPresent(kind: ChoosableKind, deviceId: string): boolean {
    return this.#list[kind].some((device) => device.deviceId === deviceId);
  }

  choose(kind: ChoosableKind, deviceId: string | null): void {
    this.#chosen = { ...this.#chosen, [kind]: deviceId };
    try {
      if (deviceId === null) this.#storage?.removeItem(storageKey(kind));
      else this.#storage?.setItem(storageKey(kind), deviceId);
    } catch {
      // A full or forbidden storage: the choice holds for this visit.
    }
    this.#listener.chose(this.#chosen);
  }

  /** Never rejects: without an answer from the browser the list is empty. */
  async refresh(): Promise<void> {
    let found: MediaDeviceInfo[] = [];
    try {
      found = (await this.#capture?.enumerateDevices()) ?? [];
    } catch {
      // Some privacy settings make the question itself fail.
    }
    this.#list = toList(found);
    this.#listener.listed(this.#list);
  }

  close(): void {
    this.#capture?.removeEventListener('devicechange', this.#onChange);
  }

  readonly #onChange = (): void => {
    void this.refresh().then(() => this.#listener.changed());
  };

  #remembered(kind: ChoosableKind): string | null {
    try {
      return this.#storage?.getItem(storageKey(kind)) ?? null;
    } catch {
      return null;
    }
  }
}

function storageKey(kind: ChoosableKind): string {
  return `parley.device.${kind}`;
}

/**
 * Chromium lists the system's own choice a second time as `default` and `communications`; null
 * stands for it here.
 */
function toList(found: readonly MediaDeviceInfo[]): DeviceList {
  const list: Record<ChoosableKind, ListedDevice[]> = { microphone: [], camera: [], speaker: [] };
  for (const { kind, deviceId, label } of found) {
    if (deviceId === 'default' || deviceId === 'communications') continue;
    list[KIND_OF[kind]].push({ deviceId, label });
  }
  return list;
}
