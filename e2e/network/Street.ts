import { NetworkNamespace } from '../fixtures/NetworkNamespace.ts';
import type { Place } from '../fixtures/ParleyServer.ts';
import { HomeNetwork } from './HomeNetwork.ts';

/** From TEST-NET-2 (RFC 5737): addresses that look public to every program and belong to nobody. */
const SERVER = '198.51.100.2';
/** Where a relay can be: the server's pages hold the port 443 of the server's own address. */
export const RELAY_ADDRESS = '198.51.100.3';

/**
 * The world between people and the server: one network in which the server has an address and every
 * person's router two. Made of network namespaces, so nothing outside is touched.
 */
export class Street {
  /** Where people reach the server. */
  readonly serverAddress: string = SERVER;
  readonly #servers: NetworkNamespace;
  readonly #neighbours: NetworkNamespace[] = [];
  readonly #homes: HomeNetwork[] = [];

  private constructor(servers: NetworkNamespace) {
    this.#servers = servers;
  }

  /** @throws Error with the reason when this machine lets nobody make networks */
  static async build(): Promise<Street> {
    const servers = await NetworkNamespace.open(`
      ip link add street type bridge forward_delay 0
      ip address add ${SERVER}/24 dev street
      ip link set street up`);
    return new Street(servers);
  }

  /** Where the server runs. */
  get place(): Place {
    return this.#servers;
  }

  /** Another person's home. */
  async home(): Promise<HomeNetwork> {
    const number = this.#homes.length;
    const outside = [`198.51.100.${100 + number}`, `198.51.100.${150 + number}`] as const;
    const home = await HomeNetwork.build(this.#servers, outside);
    this.#homes.push(home);
    return home;
  }

  /** Another machine on the street, reached by everybody at this address. */
  async neighbour(address: string): Promise<NetworkNamespace> {
    const machine = await NetworkNamespace.open('', this.#servers);
    this.#neighbours.push(machine);
    const end = `near${machine.pid}`;
    await this.#servers.run(`
      ip link add ${end} type veth peer name eth0 netns ${machine.pid}
      ip link set ${end} master street up`);
    await machine.run(`
      ip address add ${address}/24 dev eth0
      ip link set eth0 up`);
    return machine;
  }

  async remove(): Promise<void> {
    for (const home of this.#homes) await home.remove();
    for (const neighbour of this.#neighbours) await neighbour.remove();
    await this.#servers.remove();
  }
}
