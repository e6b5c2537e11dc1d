import type { KeptRoom, RoomAccess } from '@parley/protocol/keptRoom';
import { PROTOCOL_VERSION } from '@parley/protocol/version';
import { PeopleServer } from './people/PeopleServer.ts';
import type { TestClient } from './TestClient.ts';

type Options = NonNullable<Parameters<typeof PeopleServer.start>[0]>;

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every kind.
type Answer = { status: number; body: any };

/** A server, and people with an account who keep rooms on it. */
export class RoomKeepers {
  readonly people: PeopleServer;
  readonly #tokens = new Map<string, string>();

  private constructor(people: PeopleServer) {
    this.people = people;
  }

  /** With an account for each of these names. */
  static async start(names: readonly string[], options?: Options): Promise<RoomKeepers> {
    const keepers = new RoomKeepers(await PeopleServer.start(options));
    for (const name of names) await keepers.newAccount(name);
    return keepers;
  }

  get server() {
    return this.people.server;
  }

  async newAccount(name: string, options?: { isOperator?: boolean }): Promise<void> {
    await this.people.account(name, options);
    this.#tokens.set(name, (await this.people.signIn(name)).token);
  }

  /**
   * @param who undefined for a guest
   * @param endpoint such as `GET /account/rooms`
   */
  async ask(who: string | undefined, endpoint: string, body?: unknown): Promise<Answer> {
    const answer = await this.fetch(who, endpoint, body);
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) };
  }

  fetch(who: string | undefined, endpoint: string, body?: unknown): Promise<Response> {
    const [method = '', path = ''] = endpoint.split(' ');
    return fetch(`${this.server.url}/api/v1${path}`, {
      method,
      headers: {
        ...(who !== undefined && { authorization: `Bearer ${this.token(who)}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  }

  /** A room of somebody's, with these members. */
  async keep(
    owner: string,
    wish: { name?: string; access?: RoomAccess; members?: readonly string[] } = {},
  ): Promise<KeptRoom> {
    const { members = [], access = 'members', name } = wish;
    const { status, body } = await this.ask(owner, 'POST /account/rooms', {
      title: 'Monday team',
      access,
      ...(name !== undefined && { name }),
    });
    if (status !== 200) throw new Error(`The room was not made: ${status} ${JSON.stringify(body)}`);
    for (const member of members) {
      await this.ask(owner, `POST /account/rooms/${body.room}/members`, { name: member });
    }
    return body;
  }

  /** A socket, outside of every room. @param who undefined for a guest */
  connect(who: string | undefined): Promise<TestClient> {
    const auth = {
      protocol: PROTOCOL_VERSION,
      ...(who !== undefined && { token: this.token(who) }),
    };
    return this.server.connect({ auth });
  }

  async join(who: string | undefined, room: string): Promise<TestClient> {
    const client = await this.connect(who);
    await client.join(room, who ?? 'Guest');
    return client;
  }

  token(who: string): string {
    const token = this.#tokens.get(who);
    if (token === undefined) throw new Error(`${who} has no account`);
    return token;
  }
}
