import type { PeopleReplyOf } from '@parley/protocol/people/peopleContract';
import type { IncomingRing, RingEnd } from '@parley/protocol/people/ringing';
import { expect } from 'vitest';
import { RINGS_FOR_MS } from '../../../../src/ringing/Ringing.ts';
import { accountIdOf } from '../../../storage/support/newAccount.ts';
import { joinRequest, type TestClient } from '../TestClient.ts';
import { until } from '../until.ts';
import { PeopleServer } from './PeopleServer.ts';
import type { PersonClient } from './PersonClient.ts';

let ringCount = 0;

/** Made by whoever calls, as every client does. */
export function newRingId(): string {
  ringCount += 1;
  return `ring-id-${ringCount}`;
}

/** People who can be called. */
export class RingServer {
  readonly people: PeopleServer;

  private constructor(people: PeopleServer) {
    this.people = people;
  }

  static async start(...options: Parameters<typeof PeopleServer.start>): Promise<RingServer> {
    return new RingServer(await PeopleServer.start(...options));
  }

  /** New people, all of them contacts of each other. */
  async accounts(...names: string[]): Promise<void> {
    for (const [index, name] of names.entries()) {
      await this.people.account(name);
      for (const other of names.slice(0, index)) await this.people.befriend(name, other);
    }
  }

  /** A tab of somebody that rings. */
  async open(name: string): Promise<PersonClient> {
    const client = await this.people.open(name);
    await hello(client);
    return client;
  }

  /** A tab of somebody at the page of a room, signed in or a guest. */
  async roomTab(name?: string): Promise<TestClient> {
    if (name === undefined) return this.people.server.connect();
    const { token } = await this.people.signIn(name);
    const origin = this.people.server.url;
    return this.people.server.connect({
      extraHeaders: { cookie: `parley_session=${token}`, origin },
    });
  }

  /** Joins a room, and waits until the phone book knows. */
  async enterCall(name: string, room: string, who: PersonClient): Promise<TestClient> {
    const tab = await this.roomTab(name);
    await tab.request('room:join', joinRequest(room, name));
    await who.hears('me:changed', ({ me }) => me.status === 'in-call');
    return tab;
  }

  /** Until nobody would have answered. */
  letRing(): void {
    this.people.timers.advance(RINGS_FOR_MS);
  }
}

export function hello(client: PersonClient): Promise<PeopleReplyOf<'ring:hello'>> {
  return client.request('ring:hello', {});
}

/** Calls somebody; answered as soon as it rings, or seems to. */
export async function ring(
  caller: PersonClient,
  callee: string,
  more: { room?: string; ringId?: string } = {},
): Promise<string> {
  const ringId = more.ringId ?? newRingId();
  await caller.request('ring:start', { ringId, accountId: accountIdOf(callee), ...more });
  return ringId;
}

/** Waits until a ring with this id has come. */
export async function isRung(client: PersonClient, ringId: string): Promise<IncomingRing> {
  const { ring } = await client.hears('ring:started', ({ ring }) => ring.ringId === ringId);
  return ring;
}

/** Waits until the ring has ended, and says why. */
export async function endOf(client: PersonClient, ringId: string): Promise<RingEnd> {
  return (await client.hears('ring:ended', (ended) => ended.ringId === ringId)).reason;
}

/** That a tab was told nothing of rings, up to now. */
export async function expectSilence(client: PersonClient): Promise<void> {
  await client.settle();
  expect(client.heard.filter(({ name }) => name.startsWith('ring:'))).toEqual([]);
}

/** Waits until the list of missed calls is as long, and gives it in short. */
export async function missedBy(client: PersonClient, length: number): Promise<string[]> {
  let missed: PeopleReplyOf<'ring:hello'>['missed'] = [];
  await until(`${length} missed calls`, async () => {
    ({ missed } = await hello(client));
    return missed.length === length;
  });
  return missed.map(({ person, count }) => `${person.name} ${count}`);
}
