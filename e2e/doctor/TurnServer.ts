import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { freePort } from '../fixtures/freePorts.ts';

/** A coturn of this machine's own, on a port that is free. */
export class TurnServer {
  readonly port: number;
  readonly #process: ChildProcess;

  private constructor(port: number, child: ChildProcess) {
    this.port = port;
    this.#process = child;
  }

  /** @param secret with which credentials must be made (coturn's `static-auth-secret`) */
  static async start(secret: string): Promise<TurnServer> {
    const port = await freePort();
    const child = spawn(
      'turnserver',
      [
        ...['-n', '--no-cli', '--no-tls', '--no-dtls', '--log-file=stdout', '--simple-log'],
        ...['--use-auth-secret', `--static-auth-secret=${secret}`, '--realm=parley'],
        ...[`--listening-port=${port}`, '--allow-loopback-peers'],
      ],
      { stdio: 'ignore' },
    );
    while (!(await answers(port))) {
      if (child.exitCode !== null) throw new Error(`coturn ended with ${child.exitCode}`);
    }
    return new TurnServer(port, child);
  }

  async stop(): Promise<void> {
    const gone = once(this.#process, 'exit');
    this.#process.kill('SIGTERM');
    await gone;
  }
}

/** Whether something answers a STUN binding request (RFC 8489, 5) there within a moment. */
function answers(port: number): Promise<boolean> {
  const request = Buffer.concat([Buffer.from('000100002112a442', 'hex'), randomBytes(12)]);
  return new Promise((resolve) => {
    const socket = createSocket('udp4');
    const settle = (isThere: boolean) => {
      clearTimeout(timer);
      socket.close();
      resolve(isThere);
    };
    const timer = setTimeout(() => settle(false), 250);
    socket.once('message', () => settle(true));
    socket.send(request, port, '127.0.0.1');
  });
}
