import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A proxy as it is before anybody thought of web sockets: it passes requests on, and no upgrades. */
export class DeafProxy {
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async before(port: number): Promise<DeafProxy> {
    const server = createServer((near, answer) => {
      // Headers of this hop alone (RFC 9110, 7.6.1) stay here; the upgrade is one of them.
      const { upgrade: _upgrade, connection: _connection, ...headers } = near.headers;
      const far = request(
        { host: '127.0.0.1', port, method: near.method, path: near.url, headers },
        (response) => {
          answer.writeHead(response.statusCode ?? 502, { ...response.headers, server: 'nginx' });
          response.pipe(answer);
        },
      );
      far.on('error', () => answer.destroy());
      answer.on('close', () => far.destroy());
      near.pipe(far);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new DeafProxy(server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}
