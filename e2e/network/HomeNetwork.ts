import { NetworkNamespace } from '../fixtures/NetworkNamespace.ts';

/** Where the person's side of a cable lies; each network that can be changed to is one of these. */
const INSIDE = [
  { person: '192.168.10.2', router: '192.168.10.1' },
  { person: '192.168.20.2', router: '192.168.20.1' },
] as const;

/** What a cheap router keeps in its queue before it throws packets away. */
const QUEUE_MS = 250;
const BURST_BYTES = 8_000;

type Blocked = {
  readonly udp: boolean;
  readonly allTcpBut: number | undefined;
  readonly address: string | undefined;
};

const OPEN: Blocked = { udp: false, allTcpBut: undefined, address: undefined };

/**
 * What one person has at home: a machine in a network of its own, and a router with address translation
 * between it and the world. The router can be made to behave as badly as real ones do.
 */
export class HomeNetwork {
  /** Where the person's programs run. */
  readonly machine: NetworkNamespace;
  readonly #router: NetworkNamespace;
  #network = 0;
  #blocked: Blocked = OPEN;
  #lost = 0;
  /** Connection tracking zone: what the router knows in one is unknown in the next. */
  #zone = 1;

  private constructor(machine: NetworkNamespace, router: NetworkNamespace) {
    this.machine = machine;
    this.#router = router;
  }

  /**
   * @param street the namespace with the bridge `street`, in which all routers and servers are
   * @param outside two addresses of the street, one for each network the person can be in
   */
  static async build(
    street: NetworkNamespace,
    outside: readonly [string, string],
  ): Promise<HomeNetwork> {
    const router = await NetworkNamespace.open(
      `
      echo 1 > /proc/sys/net/ipv4/ip_forward
      ip link add inner type veth peer name cable
      ip link add outer type veth peer name street
      ip address add ${INSIDE[0].router}/24 dev inner
      ip address add ${INSIDE[1].router}/24 dev inner
      ip address add ${outside[0]}/24 dev outer
      ip address add ${outside[1]}/24 dev outer
      ip link set inner up
      ip link set outer up`,
      street,
    );
    const machine = await NetworkNamespace.open('', street);
    const streetEnd = `home${router.pid}`;
    await router.run(`
      ip link set street netns ${street.pid} name ${streetEnd}
      ip link set cable netns ${machine.pid} name eth0`);
    await street.run(`ip link set ${streetEnd} master street up`);
    await machine.run(`
      ip address add ${INSIDE[0].person}/24 dev eth0
      ip link set eth0 up
      ip route add default via ${INSIDE[0].router}`);
    await router.run(`nft -f - <<'END'
table ip home {
  chain known { type filter hook prerouting priority raw; }
  chain weather { type filter hook forward priority filter; }
  chain translation {
    type nat hook postrouting priority srcnat
    oifname "outer" ip saddr 192.168.10.0/24 snat to ${outside[0]} fully-random
    oifname "outer" ip saddr 192.168.20.0/24 snat to ${outside[1]} fully-random
  }
}
END`);
    const home = new HomeNetwork(machine, router);
    await home.#apply();
    return home;
  }

  /** No packet of UDP gets through any more, in either direction and without a word. */
  async blockUdp(): Promise<void> {
    this.#blocked = { ...this.#blocked, udp: true };
    await this.#apply();
  }

  /** Like the guest network of an office: nothing but TCP to this one port. */
  async allowOnlyTcpPort(port: number): Promise<void> {
    this.#blocked = { ...this.#blocked, udp: true, allTcpBut: port };
    await this.#apply();
  }

  /** Nothing from or to that one address gets through any more. */
  async blockAddress(address: string): Promise<void> {
    this.#blocked = { ...this.#blocked, address };
    await this.#apply();
  }

  /** Everything goes again. */
  async unblock(): Promise<void> {
    this.#blocked = OPEN;
    await this.#apply();
  }

  /** Loses that share of the packets, 0 to 1, by chance and in both directions. */
  async lose(share: number): Promise<void> {
    this.#lost = share;
    await this.#apply();
  }

  /** How much gets through, in kbit/s. What is too much waits for a moment and is then thrown away. */
  async limit({ upKbps, downKbps }: { upKbps: number; downKbps: number }): Promise<void> {
    await Promise.all([
      this.#router.run(shape('outer', upKbps)),
      this.#router.run(shape('inner', downKbps)),
    ]);
  }

  async unlimit(): Promise<void> {
    await this.#router.run('tc qdisc del dev outer root; tc qdisc del dev inner root');
  }

  /** The router forgets every connection; what goes out next gets another port on its outer side. */
  async forgetNat(): Promise<void> {
    this.#zone += 1;
    await this.#apply();
  }

  /** Into the other network and back: another address of the machine, and another one outside. */
  async changeAddress(): Promise<void> {
    const before = INSIDE[this.#network];
    this.#network = 1 - this.#network;
    const now = INSIDE[this.#network];
    if (!before || !now) throw new Error('there are two networks');
    await this.machine.run(`
      ip address del ${before.person}/24 dev eth0
      ip address add ${now.person}/24 dev eth0
      ip route replace default via ${now.router}`);
  }

  async remove(): Promise<void> {
    await this.machine.remove();
    await this.#router.remove();
  }

  async #apply(): Promise<void> {
    const { udp, allTcpBut: port, address } = this.#blocked;
    const rules = [
      ...(this.#lost > 0 ? [`numgen random mod 1000 < ${Math.round(this.#lost * 1_000)} drop`] : []),
      ...(udp ? ['meta l4proto udp drop'] : []),
      ...(address ? [`ip daddr ${address} drop`, `ip saddr ${address} drop`] : []),
      // Two conditions with != in one rule are taken for one by some versions of nft.
      ...(port === undefined
        ? []
        : [`tcp dport ${port} accept`, `tcp sport ${port} accept`, 'meta l4proto tcp drop']),
    ];
    await this.#router.run(`nft -f - <<'END'
flush chain ip home known
flush chain ip home weather
add rule ip home known ct zone set ${this.#zone}
${rules.map((rule) => `add rule ip home weather ${rule}`).join('\n')}
END`);
  }
}

function shape(device: string, kbps: number): string {
  return `tc qdisc replace dev ${device} root tbf rate ${kbps}kbit burst ${BURST_BYTES} latency ${QUEUE_MS}ms`;
}
