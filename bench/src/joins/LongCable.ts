import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

const SERVER_IP = '127.0.0.1';
/**
 * Loopback is a whole network: the same port is free on the next address, which is as long to write. That is
 * how this end of the cable takes the place of the server's address in what goes through it.
 */
const FAR_IP = '127.0.0.2';

/** Everything between people and a server comes later, in both directions, in order: pages, signalling, media. */
export class LongCable {
  readonly #oneWayMs: number;
  readonly #tcp: Server;
  readonly #udp: UdpSocket;
  readonly #mediaPort: number;
  /** The far end of each sender's own path, by its address. */
  readonly #paths = new Map<string, UdpSocket>();
  readonly #ends = new Set<Socket>();
  #isRemoved = false;

  private constructor(tcp: Server, udp: UdpSocket, mediaPort: number, roundTripMs: number) {
    this.#tcp = tcp;
    this.#udp = udp;
    this.#mediaPort = mediaPort;
    this.#oneWayMs = roundTripMs / 2;
    udp.on('message', (message, { address, port }) => this.#forward(message, address, port));
  }

  /** Of a server that announces its own loopback address alone. */
  static async lay(serverUrl: string, mediaPort: number, roundTripMs: number): Promise<LongCable> {
    const tcp = createServer().listen(0, SERVER_IP);
    const udp = createSocket({ type: 'udp4', recvBufferSize: 1 << 20 });
    udp.bind(mediaPort, FAR_IP);
    await Promise.all([once(tcp, 'listening'), once(udp, 'listening')]);
    const cable = new LongCable(tcp, udp, mediaPort, roundTripMs);
    tcp.on('connection', (near) => cable.#carry(near, Number(new URL(serverUrl).port)));
    return cable;
  }

  get url(): string {
    return `http://${SERVER_IP}:${(this.#tcp.address() as AddressInfo).port}`;
  }

  async remove(): Promise<void> {
    this.#isRemoved = true;
    for (const end of this.#ends) end.destroy();
    for (const path of this.#paths.values()) path.close();
    this.#udp.close();
    this.#tcp.close();
    await once(this.#tcp, 'close');
  }

  #carry(near: Socket, port: number): void {
    const far = connect(port, SERVER_IP);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#ends.add(one);
      one.setNoDelay(true);
      one.on('data', (data) => {
        if (one === far) announceHere(data);
        this.#later(() => other.writable && other.write(data));
      });
      one.on('end', () => this.#later(() => other.end()));
      // An end that breaks takes the other one with it; which of the two it was does not matter.
      one.on('error', () => other.destroy());
      one.on('close', () => this.#ends.delete(one));
    }
  }

  #forward(message: Buffer, address: string, port: number): void {
    const sender = `${address}:${port}`;
    let path = this.#paths.get(sender);
    if (!path) {
      path = createSocket({ type: 'udp4', recvBufferSize: 1 << 20 });
      path.on('message', (answer) => this.#later(() => this.#udp.send(answer, port, address)));
      this.#paths.set(sender, path);
    }
    const outward = path;
    this.#later(() => outward.send(message, this.#mediaPort, SERVER_IP));
  }

  /** Timers of one length fire in the order in which they were set. */
  #later(deliver: () => void): void {
    setTimeout(() => {
      if (!this.#isRemoved) deliver();
    }, this.#oneWayMs);
  }
}

/** An SFU tells where its media is in the answer to a join: one message, and so one chunk of the stream. */
function announceHere(data: Buffer): void {
  for (let at = data.indexOf(SERVER_IP); at >= 0; at = data.indexOf(SERVER_IP, at)) {
    data.write(FAR_IP, at);
  }
}
