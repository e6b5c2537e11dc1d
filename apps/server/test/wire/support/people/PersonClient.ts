import { AnyAnswer } from '@parley/protocol/contract';
import { ParleyError } from '@parley/protocol/errors';
import type { PeopleSnapshot } from '@parley/protocol/people/directory';
import {
  PEOPLE_NAMESPACE,
  type PeopleEvent,
  type PeopleEventName,
  type PeopleEventOf,
  type PeopleReplyOf,
  type PeopleRequestName,
  type PeopleRequestOf,
  peopleEvents,
  peopleRequests,
} from '@parley/protocol/people/peopleContract';
import { PROTOCOL_VERSION } from '@parley/protocol/version';
import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';
import { until } from '../until.ts';

/** How long an answer may take before the test calls it missing. */
const ANSWER_MS = 30_000;

/** One tab of somebody who is signed in, without comfort. All that it hears is checked. */
export class PersonClient {
  readonly socket: Socket;
  readonly heard: PeopleEvent[] = [];

  private constructor(url: string, options: Partial<ManagerOptions & SocketOptions>) {
    this.socket = io(url + PEOPLE_NAMESPACE, {
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      ...options,
    });
    this.socket.onAny((name: PeopleEventName, data: unknown) => {
      this.heard.push({ name, data: peopleEvents[name].parse(data) } as PeopleEvent);
    });
  }

  /** @throws {Error} as socket.io gives it, with `data`, when the server refuses */
  static async connect(
    url: string,
    { auth, ...options }: Partial<ManagerOptions & SocketOptions> = {},
  ): Promise<PersonClient> {
    const client = new PersonClient(url, {
      ...options,
      auth: { protocol: PROTOCOL_VERSION, ...auth },
    });
    await new Promise<void>((resolve, reject) => {
      client.socket.once('connect', resolve);
      client.socket.once('connect_error', reject);
    });
    return client;
  }

  /** @throws {ParleyError} what the server answered */
  async request<Name extends PeopleRequestName>(
    name: Name,
    request: PeopleRequestOf<Name>,
  ): Promise<PeopleReplyOf<Name>> {
    const answer = await this.raw(name, request);
    if (!answer.ok) throw ParleyError.fromWire(answer.error);
    return peopleRequests[name].reply.parse(answer.data) as PeopleReplyOf<Name>;
  }

  /** Sends anything at all, and gives the answer as it came. */
  async raw(name: string, ...given: unknown[]) {
    return AnyAnswer.parse(await this.socket.timeout(ANSWER_MS).emitWithAck(name, ...given));
  }

  hello(): Promise<PeopleSnapshot> {
    return this.request('people:hello', {});
  }

  /** The events of this name so far. */
  of<Name extends PeopleEventName>(name: Name): PeopleEventOf<Name>[] {
    return this.heard.flatMap((event) =>
      event.name === name ? [event.data as PeopleEventOf<Name>] : [],
    );
  }

  /** Waits for an event, which may have come already. */
  async hears<Name extends PeopleEventName>(
    name: Name,
    isIt: (data: PeopleEventOf<Name>) => boolean = () => true,
  ): Promise<PeopleEventOf<Name>> {
    await until(`${name} is heard`, () => this.of(name).some(isIt));
    return this.of(name).find(isIt) as PeopleEventOf<Name>;
  }

  /** All that was sent to this tab before now has come when this resolves. */
  async settle(): Promise<void> {
    await this.request('people:search', { query: '!' });
  }

  close(): void {
    this.socket.disconnect();
  }
}
