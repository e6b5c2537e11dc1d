import { ParleyServer } from '../../../e2e/fixtures/ParleyServer.ts';
import type { HomeNetwork } from '../../../e2e/network/HomeNetwork.ts';
import { Street } from '../../../e2e/network/Street.ts';
import { PLAIN_SERVER } from '../../baseline/PlainRoom.ts';
import { ServerProcess } from '../ServerProcess.ts';
import type { Kind } from './Contender.ts';
import { everybodyHears } from './everybodyHears.ts';
import { RemoteListener } from './RemoteListener.ts';

const PORT = '443';
const MEDIA_PORT = '40000';

/** A server on a street, and two homes behind routers of their own from which people reach it. */
export class Neighbourhood {
  /** The second one's, to which things happen. */
  readonly home: HomeNetwork;
  readonly #street: Street;
  readonly #homes: readonly [HomeNetwork, HomeNetwork];
  readonly #contender: Kind;
  readonly #stopServer: () => Promise<void>;

  private constructor(
    street: Street,
    homes: readonly [HomeNetwork, HomeNetwork],
    contender: Kind,
    stopServer: () => Promise<void>,
  ) {
    this.#street = street;
    this.#homes = homes;
    this.home = homes[1];
    this.#contender = contender;
    this.#stopServer = stopServer;
  }

  /** @throws Error with the reason when this machine lets nobody make networks */
  static async build(contender: Kind): Promise<Neighbourhood> {
    const street = await Street.build();
    const homes = [await street.home(), await street.home()] as const;
    const stop = contender === 'parley' ? await startParley(street) : await startPlain(street);
    return new Neighbourhood(street, homes, contender, stop);
  }

  /** One person in each home, who hear each other. */
  async join(): Promise<readonly [RemoteListener, RemoteListener]> {
    const url = `http://${this.#street.serverAddress}:${PORT}`;
    const [one, other] = this.#homes;
    const listeners = [
      new RemoteListener(one.machine.prefix, this.#contender, url, 'Peer 1'),
      new RemoteListener(other.machine.prefix, this.#contender, url, 'Peer 2'),
    ] as const;
    if (!(await everybodyHears(listeners))) throw new Error('the two do not hear each other');
    return listeners;
  }

  async remove(): Promise<void> {
    await this.#stopServer();
    await this.#street.remove();
  }
}

async function startParley({ place, serverAddress }: Street): Promise<() => Promise<void>> {
  const settings = { HOST: '0.0.0.0', PORT, LOG_LEVEL: 'info' };
  const server = await ParleyServer.start(
    { ...settings, MEDIA_ANNOUNCED_ADDRESSES: serverAddress },
    place,
  );
  return () => server.stop();
}

async function startPlain({ place, serverAddress }: Street): Promise<() => Promise<void>> {
  const environment = { PORT, MEDIA_PORT, MEDIA_IP: serverAddress };
  const server = new ServerProcess(PLAIN_SERVER, environment, place.prefix);
  await server.start();
  return () => server.end('SIGKILL');
}
