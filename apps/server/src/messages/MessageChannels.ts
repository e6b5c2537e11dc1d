import { ParleyError } from '@parley/protocol/errors';
import type { IceServer } from '@parley/protocol/media';
import type { ChannelSignal } from '@parley/protocol/people/channels';
import { PEOPLE_LIMITS } from '@parley/protocol/people/limits';
import type { OnlinePerson } from '../people/OnlinePerson.ts';
import type { People } from '../people/People.ts';
import { mayRing } from '../people/rules/relations.ts';
import type { Telling } from '../people/Telling.ts';
import { type End, type OpenTab, OpenTabs, want } from './OpenTabs.ts';

type Setup = {
  /** Whether the operator wants it at all. */
  readonly isOffered: boolean;
  readonly people: Pick<People, 'known'>;
  readonly iceServers: (accountId: string) => IceServer[];
  readonly newId: () => string;
};

/** The first of the two makes the offer. */
type Channel = { readonly channelId: string; readonly ends: readonly [OpenTab, OpenTab] };

/**
 * Introduces the devices of two people who are here and write to each other, and those of each of the two, so
 * that their messages go straight from one browser to the others: of those alone who both let it, are contacts, and
 * look to be here to each other. Whatever keeps it from coming to be, the one who asks cannot tell it from
 * somebody who is not there.
 */
export class MessageChannels {
  readonly #setup: Setup;
  readonly #tabs = new OpenTabs();
  readonly #channels = new Map<string, Channel>();
  /** The same, by the two devices: there is one at most. */
  readonly #byDevices = new Map<string, Channel>();

  constructor(setup: Setup) {
    this.#setup = setup;
  }

  /**
   * Nothing comes of it before the device of the tab was opened there.
   *
   * @returns whether the operator wants it at all
   */
  allow(by: End, isAllowed: boolean): boolean {
    const { isOffered } = this.#setup;
    if (!isAllowed) this.left(by);
    const open = isAllowed && isOffered ? this.#tabs.add(by) : undefined;
    if (open) this.#seek(open);
    return isOffered;
  }

  /** Each device is connected once; of several tabs of one device the last that asks is. */
  begin(by: End, accountId: string): void {
    const own = this.#tabs.find(by);
    if (own === undefined) return;
    want(own, accountId);
    for (const other of this.#tabs.ofEach(accountId, by.person.accountId)) {
      const channel = this.#byDevices.get(pairOf(own, other));
      const holder = channel?.ends.find(({ deviceKey }) => deviceKey === own.deviceKey);
      if (channel && holder && this.#tabs.isLater(own, holder)) this.#end(channel);
      this.#introduce(own, other);
    }
  }

  /** @throws {ParleyError} `not-found` when there is no such channel (any more), or it is of others */
  tell(tab: Telling, channelId: string, signal: ChannelSignal): void {
    const channel = this.#channels.get(channelId);
    if (!channel || !isEnd(channel.ends, tab)) {
      throw new ParleyError('not-found', 'There is no such channel.');
    }
    const other = channel.ends.find((end) => end.tab !== tab);
    other?.tab.tell({ name: 'channel:told', data: { channelId, signal } });
  }

  /** Nothing happens when it has ended already. */
  end(tab: Telling, channelId: string): void {
    const channel = this.#channels.get(channelId);
    if (channel && isEnd(channel.ends, tab)) this.#end(channel);
  }

  /** The tab is gone, or lets nobody connect to it any more. */
  left(by: End): void {
    const left = this.#tabs.find(by);
    if (left === undefined) return;
    this.#tabs.remove(by);
    for (const channel of this.#channels.values()) {
      if (isEnd(channel.ends, by.tab)) this.#end(channel);
    }
    // Another tab of the same device takes its place.
    for (const next of this.#tabs.ofDevice(left)) this.#seek(next);
  }

  /** Nothing goes to it any more, whatever still runs there. */
  deviceRemoved(person: OnlinePerson, deviceKey: string): void {
    for (const tab of person.tabs) {
      if (tab.deviceKey !== deviceKey) continue;
      tab.deviceKey = undefined;
      this.left({ person, tab });
    }
  }

  /** Somebody stands otherwise to others now: who may not know any more that they are here lets go. */
  review(accountId: string): void {
    for (const channel of this.#channels.values()) {
      const [one, other] = channel.ends;
      const isConcerned = channel.ends.some(({ person }) => person.accountId === accountId);
      if (isConcerned && !this.#mayConnect(one, other)) this.#end(channel);
    }
  }

  /** Connects a tab with all that want it, and that it wants itself. */
  #seek(own: OpenTab): void {
    const { accountId, ties } = own.person;
    for (const otherId of [accountId, ...ties.contacts]) {
      for (const other of this.#tabs.ofEach(otherId, accountId)) {
        if (own.wanted.has(otherId) || other.wanted.has(accountId)) this.#introduce(own, other);
      }
    }
  }

  #introduce(one: OpenTab, other: OpenTab): void {
    const pair = pairOf(one, other);
    const ends = [one, other] as const;
    if (this.#byDevices.has(pair) || !this.#mayConnect(one, other)) return;
    if (ends.some(({ tab }) => this.#countOf(tab) >= PEOPLE_LIMITS.channels)) return;
    const channelId = this.#setup.newId();
    const channel = { channelId, ends };
    this.#channels.set(channelId, channel);
    this.#byDevices.set(pair, channel);
    for (const [own, { person, deviceKey }] of [ends, [other, one]] as const) {
      const isOffering = own === one;
      const iceServers = this.#setup.iceServers(own.person.accountId);
      const { accountId } = person;
      own.tab.tell({
        name: 'channel:begun',
        data: { channelId, accountId, deviceKey, isOffering, iceServers },
      });
    }
  }

  #end(channel: Channel): void {
    const { channelId, ends } = channel;
    this.#channels.delete(channelId);
    this.#byDevices.delete(pairOf(...ends));
    for (const { tab } of ends) tab.tell({ name: 'channel:ended', data: { channelId } });
  }

  #countOf(tab: Telling): number {
    return [...this.#channels.values()].filter(({ ends }) => isEnd(ends, tab)).length;
  }

  #mayConnect(one: OpenTab, other: OpenTab): boolean {
    if (one.person.accountId === other.person.accountId) return one.deviceKey !== other.deviceKey;
    const { people } = this.#setup;
    return [
      [one, other],
      [other, one],
    ].every(([from, to]) => {
      const known = from && to && people.known(from.person, to.person.accountId);
      return known !== undefined && mayRing(known.standing);
    });
  }
}

function isEnd(ends: Channel['ends'], tab: Telling): boolean {
  return ends.some((end) => end.tab === tab);
}

/** Whichever of the two is named first. */
function pairOf(one: OpenTab, other: OpenTab): string {
  return [one, other]
    .map(({ person, deviceKey }) => `${person.accountId} ${deviceKey}`)
    .sort()
    .join(' ');
}
