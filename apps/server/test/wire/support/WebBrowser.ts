/** As much of a browser as the HTTP API sees: it keeps cookies and says where its page is from. */
export class WebBrowser {
  readonly #url: string;
  readonly #cookies = new Map<string, string>();
  /** `set-cookie` as it came, of all answers. */
  readonly setCookies: string[] = [];
  #headers: Record<string, string>;

  constructor(url: string, headers: Record<string, string> = {}) {
    this.#url = url;
    this.#headers = { origin: url, 'user-agent': 'Browser/1.0', ...headers };
  }

  /** Of the page that asks. */
  get origin(): string {
    return this.#headers['origin'] ?? this.#url;
  }

  /** Those it was given, and what `sends` puts beside them. */
  get cookie(): string {
    const kept = [...this.#cookies].map(([name, value]) => `${name}=${value}`);
    return [this.#headers['cookie'] ?? [], kept].flat().join('; ');
  }

  /** From now on. */
  sends(headers: Record<string, string>): void {
    this.#headers = { ...this.#headers, ...headers };
  }

  forget(cookie: string): void {
    this.#cookies.delete(cookie);
  }

  /** @param endpoint such as `POST /session` */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every kind.
  async ask(endpoint: string, body?: unknown): Promise<{ status: number; body: any; headers: Headers }> {
    const [method = '', path = ''] = endpoint.split(' ');
    const answer = await fetch(`${this.#url}/api/v1${path}`, {
      // A page that is moved to is another request.
      redirect: 'manual',
      method,
      headers: {
        ...this.#headers,
        ...(this.cookie !== '' && { cookie: this.cookie }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    for (const line of answer.headers.getSetCookie()) this.#keep(line);
    const text = await answer.text();
    return {
      status: answer.status,
      body: text === '' ? undefined : JSON.parse(text),
      headers: answer.headers,
    };
  }

  #keep(line: string): void {
    this.setCookies.push(line);
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (value === '') this.#cookies.delete(name);
    else this.#cookies.set(name, value);
  }
}
