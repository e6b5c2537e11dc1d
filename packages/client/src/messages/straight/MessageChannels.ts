import type { channelEvents, StraightMessage } from '@parley/protocol/people/channels';
import type { PeopleEvent, PeopleEventOf } from '@parley/protocol/people/peopleContract';
import { stunServers } from '../../direct/stunServers.ts';
import type { Log } from '../../log.ts';
import type { PeopleLine } from '../../people/PeopleLine.ts';
import { isOffline } from '../../signaling/RequestClient.ts';
import { MessageChannel } from './MessageChannel.ts';

type Setup = {
  readonly line: PeopleLine;
  readonly deviceKey: string;
  /** Keeps what somebody has sent; false when it must come by the server. */
  readonly take: (accountId: string, message: StraightMessage) => Promise<boolean>;
  /** Whether the operator wants it at all. */
  readonly offered: (isOffered: boolean) => void;
  /** Whom messages reach straight now, and on which device. */
  readonly changed: (deviceKeys: Readonly<Record<string, string>>) => void;
  readonly log: Log;
};

type Open = { readonly channelId: string; readonly accountId: string; readonly channel: MessageChannel };
type Begun = PeopleEventOf<'channel:begun'>;
type ChannelEvent = Extract<PeopleEvent, { name: keyof typeof channelEvents }>;

const FIRST_RETRY_MS = 15_000;
const LONGEST_RETRY_MS = 300_000;

/** The channels of this tab to those with whom one writes. Each ends with the line. */
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
    if (!this.#wanted.has(accountId)) this.#wanted.set(accountId, 0);
    this.begin(accountId);
  }

  begin(accountId: string): void {
    clearTimeout(this.#retries.get(accountId));
    const isThere = [...this.#open.values()].some((open) => open.accountId === accountId);
    if (!this.#isAllowed || !this.#wanted.has(accountId) || isThere) return;
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

  /** @returns whether it is kept there; false also when nobody can tell */
  async send(accountId: string, message: StraightMessage): Promise<boolean> {
    const found = [...this.#open.values()].find((open) => open.accountId === accountId);
    return found ? found.channel.send(message) : false;
  }

  close(): void {
    for (const timer of this.#retries.values()) clearTimeout(timer);
    this.#wanted.clear();
    this.#closeAll();
  }

  /** What was sent before the other devices of either side came is not theirs: all goes by the server. */
  giveUp(): void {
    for (const { channelId } of [...this.#open.values()]) {
      this.#request('channel:end', { channelId });
      this.#ended(channelId);
    }
  }

  #begun({ channelId, accountId, isOffering, iceServers }: Begun): void {
    for (const open of [...this.#open.values()]) {
      if (open.accountId === accountId) this.#drop(open);
    }
    const { deviceKey, take, log } = this.#setup;
    const channel = new MessageChannel({
      isOffering,
      iceServers: stunServers(iceServers),
      deviceKey,
      tell: (signal) => this.#request('channel:tell', { channelId, signal }),
      take: (message) => take(accountId, message),
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
    this.#open.set(channelId, { channelId, accountId, channel });
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
    const ready = [...this.#open.values()].flatMap(({ accountId, channel }) =>
      channel.otherKey === undefined ? [] : [[accountId, channel.otherKey] as const],
    );
    this.#setup.changed(Object.fromEntries(ready));
  }

  #request(...[name, data]: Parameters<PeopleLine['request']>): void {
    this.#setup.line.request(name, data).catch((error) => {
      if (!isOffline(error)) this.#setup.log.debug(`${name} was refused`, error);
    });
  }
}
