import {
  AnyAnswer,
  type MomentEventName,
  type ReplyOf,
  type RequestName,
  type RequestOf,
  type RoomEventName,
} from '@parley/protocol/contract';
import { ParleyError } from '@parley/protocol/errors';
import { PROTOCOL_VERSION } from '@parley/protocol/version';
import { io, type Socket } from 'socket.io-client';

const ANSWER_MS = 60_000;

/** A bare client of the wire: a thousand of them fit into one process. */
export class WireClient {
  readonly #socket: Socket;

  private constructor(socket: Socket) {
    this.#socket = socket;
  }

  /**
   * @param url the server's origin and, as its path, the namespace
   * @throws {Error} as socket.io gives it when the server refuses
   */
  static async open(url: string, auth: Readonly<Record<string, string>> = {}): Promise<WireClient> {
    const socket = io(url, {
      transports: ['websocket'],
      auth: { ...auth, protocol: PROTOCOL_VERSION },
      reconnection: false,
      forceNew: true,
    });
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', reject);
    });
    return new WireClient(socket);
  }

  /** The answer as it came: checking it would be work of the one who measures. @throws {ParleyError} */
  async request<Name extends RequestName>(name: Name, request: RequestOf<Name>): Promise<ReplyOf<Name>> {
    return (await this.ask(name, request)) as ReplyOf<Name>;
  }

  /** The same for requests of any namespace. @throws {ParleyError} */
  async ask(name: string, request: object): Promise<unknown> {
    const answer = AnyAnswer.parse(await this.#socket.timeout(ANSWER_MS).emitWithAck(name, request));
    if (!answer.ok) throw ParleyError.fromWire(answer.error);
    return answer.data;
  }

  /** Says what nobody has to answer. */
  tell<Name extends RequestName>(name: Name, request: RequestOf<Name>): void {
    this.#socket.emit(name, request);
  }

  on(name: RoomEventName | MomentEventName | (string & {}), heard: (data: unknown) => void): void {
    this.#socket.on(name, heard);
  }

  off(name: string): void {
    this.#socket.off(name);
  }

  close(): void {
    this.#socket.disconnect();
  }
}
