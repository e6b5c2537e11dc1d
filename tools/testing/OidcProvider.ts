import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

type Claims = Record<string, unknown>;
type Grant = { person: Claims; parameters: URLSearchParams };

const CLIENT_ID = 'parley';
const CLIENT_SECRET = 'a secret: with + signs/';

/** Once for all providers: it takes a while. */
const [own, strange] = [
  generateKeyPairSync('rsa', { modulusLength: 2048 }),
  generateKeyPairSync('rsa', { modulusLength: 2048 }),
];

/** As much of a provider as it takes to sign in (OpenID Connect Core 1.0), over real HTTP on loopback. */
export class OidcProvider {
  /** What a server is told of it. */
  readonly settings: { issuer: string; clientId: string; clientSecret: string; name: string };
  /** Who signs in when a browser comes; nobody calls it off. */
  visitor: Claims | undefined;
  /** What the next ID tokens say in place of what is right. */
  wrong: Claims = {};
  /** Signs the next ID tokens with a key that nobody was told of. */
  signsWrong = false;
  /** Answers nothing any more. */
  isDown = false;
  readonly #grants = new Map<string, Grant>();
  readonly #people = new Map<string, Claims>();

  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
    this.settings = {
      issuer: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      clientId: CLIENT_ID,
      clientSecret: CLIENT_SECRET,
      name: 'Work',
    };
  }

  static async start(): Promise<OidcProvider> {
    const server = createServer((request, response) => void provider.#serve(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const provider = new OidcProvider(server);
    return provider;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /**
   * What somebody does there who was sent there.
   *
   * @param person who signs in; nobody, when they call it off
   * @returns the address to which the browser is sent back
   */
  visit(departure: string, person: Claims | undefined): URL {
    const { origin, pathname, searchParams } = new URL(departure);
    if (origin + pathname !== `${this.settings.issuer}/authorize`) throw new Error('another address');
    const arrival = new URL(searchParams.get('redirect_uri') ?? '');
    arrival.searchParams.set('state', searchParams.get('state') ?? '');
    if (person === undefined) {
      arrival.searchParams.set('error', 'access_denied');
    } else {
      const code = randomBytes(16).toString('hex');
      this.#grants.set(code, { person, parameters: searchParams });
      arrival.searchParams.set('code', code);
    }
    return arrival;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.isDown) return void request.socket.destroy();
    const answer = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    const { issuer } = this.settings;
    if (request.url === '/.well-known/openid-configuration') {
      return void answer(200, {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        userinfo_endpoint: `${issuer}/userinfo`,
        jwks_uri: `${issuer}/keys`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
      });
    }
    if (request.url?.startsWith('/authorize?')) {
      const arrival = this.visit(issuer + request.url, this.visitor);
      return void response.writeHead(302, { location: arrival.href }).end();
    }
    if (request.url === '/keys') {
      const key = own.publicKey.export({ format: 'jwk' });
      return void answer(200, { keys: [{ ...key, kid: 'one', use: 'sig', alg: 'RS256' }] });
    }
    if (request.url === '/userinfo') {
      const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
      const person = this.#people.get(token);
      return void (person ? answer(200, person) : answer(401, {}));
    }
    if (request.url === '/token') {
      const tokens = this.#redeem(request, new URLSearchParams(await text(request)));
      return void (tokens ? answer(200, tokens) : answer(400, { error: 'invalid_grant' }));
    }
    answer(404, {});
  }

  /** Each code is good once, for the client and the browser that it was made for (RFC 6749, RFC 7636). */
  #redeem(request: IncomingMessage, form: URLSearchParams): Claims | undefined {
    const basic = `${encodeURIComponent(CLIENT_ID)}:${encodeURIComponent(CLIENT_SECRET).replaceAll('%20', '+')}`;
    const code = form.get('code') ?? '';
    const grant = this.#grants.get(code);
    this.#grants.delete(code);
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const isRight =
      request.headers.authorization === `Basic ${Buffer.from(basic).toString('base64')}` &&
      grant?.parameters.get('code_challenge') === challenge &&
      grant.parameters.get('code_challenge_method') === 'S256' &&
      grant.parameters.get('redirect_uri') === form.get('redirect_uri');
    if (!isRight) return undefined;
    const accessToken = randomBytes(16).toString('hex');
    this.#people.set(accessToken, grant.person);
    return {
      access_token: accessToken,
      token_type: 'Bearer',
      id_token: this.#sign({ sub: grant.person['sub'], nonce: grant.parameters.get('nonce') }),
    };
  }

  #sign(claims: Claims): string {
    const now = Math.floor(Date.now() / 1000);
    const right = { iss: this.settings.issuer, aud: CLIENT_ID, iat: now, exp: now + 60, ...claims };
    const parts = [
      { alg: 'RS256', kid: 'one' },
      { ...right, ...this.wrong },
    ];
    const signed = parts
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    const { privateKey } = this.signsWrong ? strange : own;
    return `${signed}.${createSign('RSA-SHA256').update(signed).sign(privateKey, 'base64url')}`;
  }
}
