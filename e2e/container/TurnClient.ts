import { createHash, createHmac, randomBytes } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';

const MAGIC_COOKIE = 0x2112a442;
const HEADER_LENGTH = 20;
/** MESSAGE-INTEGRITY: an attribute header and an HMAC-SHA1. */
const INTEGRITY_LENGTH = 24;
const ANSWER_WITHIN_MS = 5_000;

const METHOD = { allocate: 0x0003, createPermission: 0x0008, sendIndication: 0x0016 } as const;
const ERROR_RESPONSE = 0x0110;
const ATTRIBUTE = {
  username: 0x0006,
  messageIntegrity: 0x0008,
  errorCode: 0x0009,
  xorPeerAddress: 0x0012,
  data: 0x0013,
  realm: 0x0014,
  nonce: 0x0015,
  requestedTransport: 0x0019,
} as const;
const UDP = 17;

type Attributes = ReadonlyMap<number, Buffer>;
type Answer = { readonly errorCode: number | undefined; readonly attributes: Attributes };
export type Credentials = { readonly username: string; readonly credential: string };

/** As much of a TURN client (RFC 8656, over the STUN of RFC 8489) as it takes to try a relay's rules. */
export class TurnClient {
  readonly #socket: Socket;
  readonly #server: { readonly address: string; readonly port: number };
  readonly #credentials: Credentials;
  #realm: Buffer = Buffer.alloc(0);
  #nonce: Buffer = Buffer.alloc(0);

  private constructor(socket: Socket, address: string, port: number, credentials: Credentials) {
    this.#socket = socket;
    this.#server = { address, port };
    this.#credentials = credentials;
  }

  static async open(address: string, port: number, credentials: Credentials): Promise<TurnClient> {
    const socket = createSocket('udp4').bind(0);
    await once(socket, 'listening');
    return new TurnClient(socket, address, port, credentials);
  }

  close(): void {
    this.#socket.close();
  }

  /** @returns the error code of the refusal, or undefined when there is an allocation now */
  async allocate(): Promise<number | undefined> {
    const transport = attribute(ATTRIBUTE.requestedTransport, Buffer.from([UDP, 0, 0, 0]));
    // The first request has no credentials: its refusal brings realm and nonce.
    const challenge = await this.#request(METHOD.allocate, [transport], false);
    this.#realm = challenge.attributes.get(ATTRIBUTE.realm) ?? Buffer.alloc(0);
    this.#nonce = challenge.attributes.get(ATTRIBUTE.nonce) ?? Buffer.alloc(0);
    return (await this.#request(METHOD.allocate, [transport], true)).errorCode;
  }

  /** @returns the error code of the refusal, or undefined when the relay may send to that address now */
  async permit(peer: string): Promise<number | undefined> {
    const address = attribute(ATTRIBUTE.xorPeerAddress, xorAddress(peer, 0));
    return (await this.#request(METHOD.createPermission, [address], true)).errorCode;
  }

  /** Has the relay send something on; nothing says whether it did. */
  send(peer: string, port: number, data: string): void {
    const attributes = [
      attribute(ATTRIBUTE.xorPeerAddress, xorAddress(peer, port)),
      attribute(ATTRIBUTE.data, Buffer.from(data)),
    ];
    this.#transmit(message(METHOD.sendIndication, randomBytes(12), attributes));
  }

  async #request(method: number, attributes: Buffer[], isAuthenticated: boolean): Promise<Answer> {
    const id = randomBytes(12);
    const all = isAuthenticated ? [...attributes, ...this.#identity()] : attributes;
    const request = message(method, id, all);
    this.#transmit(isAuthenticated ? this.#sign(request) : request);
    return this.#answerTo(id);
  }

  #identity(): Buffer[] {
    return [
      attribute(ATTRIBUTE.username, Buffer.from(this.#credentials.username)),
      attribute(ATTRIBUTE.realm, this.#realm),
      attribute(ATTRIBUTE.nonce, this.#nonce),
    ];
  }

  #sign(request: Buffer): Buffer {
    const { username, credential } = this.#credentials;
    const key = createHash('md5').update(`${username}:${this.#realm}:${credential}`).digest();
    // The length in the header counts the integrity attribute before it is there (RFC 8489, 14.5).
    const signed = Buffer.from(request);
    signed.writeUInt16BE(request.length - HEADER_LENGTH + INTEGRITY_LENGTH, 2);
    const integrity = createHmac('sha1', key).update(signed).digest();
    return Buffer.concat([signed, attribute(ATTRIBUTE.messageIntegrity, integrity)]);
  }

  #transmit(packet: Buffer): void {
    this.#socket.send(packet, this.#server.port, this.#server.address);
  }

  async #answerTo(id: Buffer): Promise<Answer> {
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
    for (;;) {
      const [packet] = (await once(this.#socket, 'message', { signal })) as [Buffer];
      if (packet.subarray(8, HEADER_LENGTH).equals(id)) return parse(packet);
    }
  }
}

function message(method: number, id: Buffer, attributes: readonly Buffer[]): Buffer {
  const body = Buffer.concat(attributes);
  const header = Buffer.alloc(8);
  header.writeUInt16BE(method, 0);
  header.writeUInt16BE(body.length, 2);
  header.writeUInt32BE(MAGIC_COOKIE, 4);
  return Buffer.concat([header, id, body]);
}

function attribute(type: number, value: Buffer): Buffer {
  const header = Buffer.alloc(4);
  header.writeUInt16BE(type, 0);
  header.writeUInt16BE(value.length, 2);
  return Buffer.concat([header, value, Buffer.alloc(padding(value.length))]);
}

/** Attributes begin at multiples of four bytes. */
function padding(length: number): number {
  return (4 - (length % 4)) % 4;
}

/** An IPv4 address and port as XOR-PEER-ADDRESS hides them from meddling routers (RFC 8489, 14.2). */
function xorAddress(address: string, port: number): Buffer {
  const value = Buffer.alloc(8);
  value.writeUInt8(1, 1);
  value.writeUInt16BE(port ^ (MAGIC_COOKIE >>> 16), 2);
  const plain = Buffer.from(address.split('.').map(Number)).readUInt32BE(0);
  value.writeUInt32BE((plain ^ MAGIC_COOKIE) >>> 0, 4);
  return value;
}

function parse(packet: Buffer): Answer {
  const attributes = new Map<number, Buffer>();
  let offset = HEADER_LENGTH;
  while (offset + 4 <= packet.length) {
    const length = packet.readUInt16BE(offset + 2);
    attributes.set(packet.readUInt16BE(offset), packet.subarray(offset + 4, offset + 4 + length));
    offset += 4 + length + padding(length);
  }
  const error = attributes.get(ATTRIBUTE.errorCode);
  const isError = (packet.readUInt16BE(0) & ERROR_RESPONSE) === ERROR_RESPONSE;
  // The code is split into its hundreds and the rest (RFC 8489, 14.8).
  const errorCode = isError && error ? error.readUInt8(2) * 100 + error.readUInt8(3) : undefined;
  return { errorCode, attributes };
}
