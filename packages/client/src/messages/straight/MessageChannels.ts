import type { channelEvents, StraightMessage } from '@parley/protocol/people/channels';
import type { PeopleEvent, PeopleEventOf } from '@parley/protocol/people/peopleContract';
import { stunServers } from '../../direct/stunServers.ts';
import type { Log } from '../../log.ts';
import type { PeopleLine } from '../../people/PeopleLine.ts';
import { isOffline } from '../../signaling/RequestClient.ts';
import type { Addressee } from '../crypto/seal.ts';
import { MessageChannel } from './MessageChannel.ts';

type Setup = {
  readonly line: PeopleLine;
  readonly ownId: string;
  readonly ownDevices: () => readonly string[];
  /** Keeps what somebody has sent; false when it must come by the server. */
  readonly take: (accountId: string, message: StraightMessage) => Promise<boolean>;
  /** Which devices somebody has, as they say; false when it is not so. */
  readonly told: (accountId: string, deviceKeys: readonly string[]) => Promise<boolean>;
  /** Whether the operator wants it at all. */
  readonly offered: (isOffered: boolean) => void;
  /** Which devices messages reach straight now. */
  readonly changed: (reached: readonly Addressee[]) => void;
  readonly log: Log;
};

type Open = Addressee & { readonly channelId: string; readonly channel: MessageChannel };
type Begun = PeopleEventOf<'channel:begun'>;
type ChannelEvent = Extract<PeopleEvent, { name: keyof typeof channelEvents }>;

const FIRST_RETRY_MS = 15_000;
const LONGEST_RETRY_MS = 300_000;

/** The channels of this tab to the devices of those with whom one writes, and to one's own others. Each ends with the line. */
export class MessageChannels {
  readonly #setup: Setup;
  readonly #open = new Map<string, Open>();
  /** With whom one wants a channel, and how often it was tried in vain. */
  readonly #wanted = new Map<string, number>();
  readonly #retries = new Map<string, ReturnType<typeof setTimeout>>();
  #isAllowed = false;

  constructor(setup: Setup) {
    this.#setup = setup;
  }

  /** The line is there, for the first time or again, and this device is known to the server. */
  async opened(isAllowed: boolean): Promise<void> {
    this.#closeAll();
    await this.setAllowed(isAllowed);
  }

  /** The connection is lost: who asks for a channel next does so on another one. */
  lost(): void {
    this.#closeAll();
  }

  async setAllowed(isAllowed: boolean): Promise<void> {
    if (!isAllowed) this.#closeAll();
    this.#isAllowed = isAllowed;
    const { isOffered } = await this.#setup.line.request('channel:allow', { isAllowed });
    this.#setup.offered(isOffered);
    for (const accountId of this.#wanted.keys()) this.begin(accountId);
  }

  /** From now on messages to somebody shall go straight whenever they can. */
  want(accountId: string): void {
    // One's own other devices get a copy of what is said.
    for (const id of [this.#setup.ownId, accountId]) {
      if (!this.#wanted.has(id)) this.#wanted.set(id, 0);
      this.begin(id);
    }
  }

  begin(accountId: string): void {
    clearTimeout(this.#retries.get(accountId));
    if (!this.#isAllowed || !this.#wanted.has(accountId)) return;
    this.#request('channel:begin', { accountId });
  }

  hear(event: PeopleEvent): void {
    if (event.name === 'channel:begun') this.#begun(event.data);
    else if (event.name === 'channel:told') this.#told(event);
    else if (event.name === 'channel:ended') this.#ended(event.data.channelId);
    else if (event.name === 'person:changed' && event.data.person.status !== 'offline') {
      this.begin(event.data.person.accountId);
    }
  }

  reach(device: Addressee): boolean {
    return this.#to(device)?.channel.isReady ?? false;
  }

  /** @returns whether it is kept there; false also when nobody can tell */
  async send(device: Addressee, message: StraightMessage): Promise<boolean> {
    return this.#to(device)?.channel.send(message) ?? false;
  }

  /** One's own devices are others now. */
  tellDevices(): void {
    for (const { channel } of [...this.#open.values()]) channel.tellDevices();
  }

  close(): void {
    for (const timer of this.#retries.values()) clearTimeout(timer);
    this.#wanted.clear();
    this.#closeAll();
  }

  #begun({ channelId, accountId, deviceKey, isOffering, iceServers }: Begun): void {
    const before = this.#to({ accountId, deviceKey });
    if (before) this.#drop(before);
    const { ownDevices, take, told, log } = this.#setup;
    const channel = new MessageChannel({
      isOffering,
      iceServers: stunServers(iceServers),
      ownDevices,
      tell: (signal) => this.#request('channel:tell', { channelId, signal }),
      take: (message) => take(accountId, message),
      told: (deviceKeys) => told(accountId, deviceKeys),
      ready: () => {
        if (this.#wanted.has(accountId)) this.#wanted.set(accountId, 0);
        this.#announce();
      },
      ended: () => {
        this.#request('channel:end', { channelId });
        this.#ended(channelId);
      },
      log,
    });
    this.#open.set(channelId, { channelId, accountId, deviceKey, channel });
  }

  #to({ accountId, deviceKey }: Addressee): Open | undefined {
    return [...this.#open.values()].find(
      (open) => open.accountId === accountId && open.deviceKey === deviceKey,
    );
  }

  #told({ data }: Extract<ChannelEvent, { name: 'channel:told' }>): void {
    this.#open.get(data.channelId)?.channel.take(data.signal);
  }

  #ended(channelId: string): void {
    const open = this.#open.get(channelId);
    if (open === undefined) return;
    this.#drop(open);
    const { accountId } = open;
    const tries = this.#wanted.get(accountId);
    if (tries === undefined) return;
    this.#wanted.set(accountId, tries + 1);
    const delayMs = Math.min(FIRST_RETRY_MS * 2 ** tries, LONGEST_RETRY_MS);
    clearTimeout(this.#retries.get(accountId));
    this.#retries.set(
      accountId,
      setTimeout(() => this.begin(accountId), delayMs),
    );
  }

  #drop({ channelId, channel }: Open): void {
    this.#open.delete(channelId);
    channel.close();
    this.#announce();
  }

  #closeAll(): void {
    for (const open of [...this.#open.values()]) this.#drop(open);
  }

  #announce(): void {
    const ready = [...this.#open.values()].filter(({ channel }) => channel.isReady);
    this.#setup.changed(ready.map(({ accountId, deviceKey }) => ({ accountId, deviceKey })));
  }

  #request(...[name, data]: Parameters<PeopleLine['request']>): void {
    this.#setup.line.request(name, data).catch((error) => {
      if (!isOffline(error)) this.#setup.log.debug(`${name} was refused`, error);
    });
  }
}
