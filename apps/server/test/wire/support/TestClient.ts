import {
  AnyAnswer,
  type ClientToServerEvents,
  type MomentEventName,
  momentEvents,
  type ReplyOf,
  type RequestName,
  type RequestOf,
  type RoomEventName,
  requests,
  roomEvents,
  type ServerToClientEvents,
} from '@parley/protocol/contract';
import { ParleyError, type WireError } from '@parley/protocol/errors';
import type { MessageId } from '@parley/protocol/ids';
import type { Publication, Source } from '@parley/protocol/media';
import { KIND_OF_SOURCE } from '@parley/protocol/media';
import type { RoomJoinReply } from '@parley/protocol/room';
import { PROTOCOL_VERSION } from '@parley/protocol/version';
import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';
import { FAKE_RTP_CAPABILITIES, fakeRtpParameters } from '../../../src/media/fake/fakeParameters.ts';
import { until } from './until.ts';

export type Heard = { name: string; data: unknown; seq: number | undefined };

/** How long an answer may take before the test calls it missing. */
const ANSWER_MS = 30_000;

let messageCount = 0;

/** A bare client of the wire. Everything that it hears is checked against the contract. */
export class TestClient {
  readonly socket: Socket<ServerToClientEvents, ClientToServerEvents>;
  /** All events so far, in the order in which they came. */
  readonly heard: Heard[] = [];
  #joined: RoomJoinReply | undefined;

  private constructor(url: string, options: Partial<ManagerOptions & SocketOptions>) {
    this.socket = io(url, {
      transports: ['websocket'],
      auth: { protocol: PROTOCOL_VERSION },
      reconnection: false,
      forceNew: true,
      ...options,
    });
    this.socket.onAny((name: string, data: unknown, seq?: number) => {
      const known: Record<string, { parse(data: unknown): unknown }> = {
        ...roomEvents,
        ...momentEvents,
      };
      this.heard.push({ name, data: known[name]?.parse(data), seq });
    });
  }

  /** @throws {Error} as socket.io gives it, with `data`, when the server refuses */
  static async connect(
    url: string,
    options: Partial<ManagerOptions & SocketOptions> = {},
  ): Promise<TestClient> {
    const client = new TestClient(url, options);
    await new Promise<void>((resolve, reject) => {
      client.socket.once('connect', resolve);
      client.socket.once('connect_error', reject);
    });
    return client;
  }

  /** What the server answered to the join. */
  get joined(): RoomJoinReply {
    if (this.#joined === undefined) throw new Error('This client has not joined');
    return this.#joined;
  }

  get peerId(): string {
    return this.joined.peerId;
  }

  /** @throws {ParleyError} what the server answered */
  async request<Name extends RequestName>(name: Name, request: RequestOf<Name>): Promise<ReplyOf<Name>> {
    const answer = await this.raw(name, request);
    if (!answer.ok) throw ParleyError.fromWire(answer.error);
    return requests[name].reply.parse(answer.data) as ReplyOf<Name>;
  }

  /** Sends anything at all, and gives the answer as it came. */
  async raw(
    name: string,
    ...given: unknown[]
  ): Promise<{ ok: true; data: unknown } | { ok: false; error: WireError }> {
    // The whole point is to send what the types forbid.
    const untyped = this.socket as unknown as Socket;
    return AnyAnswer.parse(await untyped.timeout(ANSWER_MS).emitWithAck(name, ...given));
  }

  async join(
    room: string,
    name: string,
    media: Partial<RequestOf<'room:join'>['media']> = {},
  ): Promise<RoomJoinReply> {
    this.#joined = await this.request('room:join', joinRequest(room, name, media));
    return this.#joined;
  }

  /** Comes back on this socket as the peer that `other` was. */
  async resume(other: TestClient, since: number): Promise<ReplyOf<'room:resume'>> {
    const { peerId, resumeToken, snapshot } = other.joined;
    const reply = await this.request('room:resume', { room: snapshot.room, peerId, resumeToken, since });
    this.#joined = other.joined;
    return reply;
  }

  async publish(source: Source, isPaused = false): Promise<Publication> {
    const rtpParameters = fakeRtpParameters(KIND_OF_SOURCE[source]);
    const { publication } = await this.request('media:publish', { source, rtpParameters, isPaused });
    return publication;
  }

  say(text: string, messageId: MessageId = newMessageId()): Promise<ReplyOf<'chat:send'>> {
    return this.request('chat:send', { messageId, text });
  }

  /** The events of this name so far. */
  of<Name extends RoomEventName | MomentEventName>(
    name: Name,
  ): Parameters<ServerToClientEvents[Name]>[0][] {
    return this.heard
      .filter((heard) => heard.name === name)
      .map((heard) => heard.data as Parameters<ServerToClientEvents[Name]>[0]);
  }

  /** Waits for an event, which may have come already. */
  async hears<Name extends RoomEventName | MomentEventName>(
    name: Name,
    isIt: (data: Parameters<ServerToClientEvents[Name]>[0]) => boolean = () => true,
  ): Promise<Parameters<ServerToClientEvents[Name]>[0]> {
    let found: Parameters<ServerToClientEvents[Name]>[0] | undefined;
    await until(`${name} is heard`, () => {
      found = this.of(name).find(isIt);
      return found;
    });
    if (found === undefined) throw new Error('unreachable');
    return found;
  }

  /** Numbers of the sequenced events so far. */
  get seqs(): number[] {
    return this.heard.flatMap(({ seq }) => (seq === undefined ? [] : [seq]));
  }

  /** Cuts the TCP connection without any goodbye, as the kernel does for a program that crashed. */
  crash(): void {
    const { ws } = this.socket.io.engine.transport as unknown as { ws: { terminate(): void } };
    ws.terminate();
  }

  /** Stops reading and writing without closing, as a lost network does. */
  fallSilent(): void {
    const { ws } = this.socket.io.engine.transport as unknown as { ws: { _socket: { pause(): void } } };
    ws._socket.pause();
  }

  /** An orderly goodbye. */
  close(): void {
    this.socket.disconnect();
  }
}

export function newMessageId(): MessageId {
  messageCount += 1;
  return `message-${messageCount}`;
}

export function joinRequest(
  room: string,
  name: string,
  media: Partial<RequestOf<'room:join'>['media']> = {},
): RequestOf<'room:join'> {
  return {
    room,
    name,
    media: {
      rtpCapabilities: FAKE_RTP_CAPABILITIES,
      fingerprint: { algorithm: 'sha-256', value: Array<string>(32).fill('AB').join(':') },
      firstWish: { videos: 9, size: { width: 640, height: 360 } },
      ...media,
    },
  };
}
