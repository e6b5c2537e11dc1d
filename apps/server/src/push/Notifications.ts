import type { PushNews, PushSubscription } from '@parley/protocol/api/push';
import { ParleyError } from '@parley/protocol/errors';
import type { BaseLogger } from 'pino';
import type { OnlinePerson } from '../people/OnlinePerson.ts';
import type { Known, People } from '../people/People.ts';
import { identityOf } from '../people/rules/cardOf.ts';
import { mayMessage, mayRing, type Standing } from '../people/rules/relations.ts';
import type { KeptSubscription } from '../storage/PushRepository.ts';
import type { Storage } from '../storage/Storage.ts';
import type { PushPost } from './PushPost.ts';
import { areGoodKeys, sealPush } from './sealPush.ts';
import type { Vapid } from './Vapid.ts';

const DAY_S = 24 * 3_600;
/** After so long nobody needs to be told any more that a call rings no longer. */
const OVER_S = 300;

/** More than the longest news. */
const PADDED_BYTES = 1_024;

type Kind = PushNews['kind'];

const KINDS: Readonly<
  Record<
    Kind,
    {
      readonly mayReach: (standing: Standing) => boolean;
      /** For how long a push service keeps it for a browser that is not there, in seconds. */
      readonly ttlS: number;
      readonly urgency: 'normal' | 'high';
      /** What of two of the same topic came last is all that a browser gets. */
      readonly topic: string;
    }
  >
> = {
  message: { mayReach: mayMessage, ttlS: DAY_S, urgency: 'normal', topic: 'message' },
  ring: { mayReach: mayRing, ttlS: 30, urgency: 'high', topic: 'call' },
  missed: { mayReach: mayRing, ttlS: DAY_S, urgency: 'normal', topic: 'call' },
  answered: { mayReach: mayRing, ttlS: OVER_S, urgency: 'normal', topic: 'call' },
  declined: { mayReach: mayRing, ttlS: OVER_S, urgency: 'normal', topic: 'call' },
};

type Setup = {
  storage: Pick<Storage, 'push'>;
  people: Pick<People, 'lookUp' | 'online'>;
  /** Undefined where the operator wants no notifications. */
  vapid: Vapid | undefined;
  post: PushPost;
  now: () => number;
  log: BaseLogger;
};

/** The session that asks. */
type By = { readonly accountId: string; readonly sessionId: string };

/**
 * Tells people in browsers that have no page of this server open that somebody wrote or calls, through the push
 * service of each (Web Push, RFC 8030). What it carries is sealed for the browser, and says who, never what.
 */
export class Notifications {
  readonly #setup: Setup;
  /** Who may have a subscription; somebody who has switched theirs off stays until the next start. */
  readonly #subscribers = new Set<string>();
  #areSubscribersKnown = false;
  #isClosed = false;

  constructor(setup: Setup) {
    this.#setup = setup;
  }

  /** Reads who has subscriptions. Until it is done, and when it fails, everybody is asked for. */
  async begin(): Promise<void> {
    try {
      const accountIds = await this.#setup.storage.push.accountIds();
      for (const accountId of accountIds) this.#subscribers.add(accountId);
      this.#areSubscribersKnown = true;
    } catch (error) {
      this.#setup.log.warn({ err: error }, 'who wants notifications was not read');
    }
  }

  /** What browsers need to subscribe; null where the operator wants no notifications. */
  get publicKey(): string | null {
    return this.#setup.vapid?.publicKey ?? null;
  }

  isOn({ sessionId }: By): Promise<boolean> {
    return this.#setup.storage.push.has(sessionId);
  }

  /**
   * From now on the session's browser is told, there and nowhere else.
   *
   * @throws {ParleyError} `forbidden` where there are none; `bad-request` for an address that is not a push
   * service's or keys that are none; `full`; `unauthorized` when the session has ended
   */
  async turnOn(by: By, { endpoint, keys }: PushSubscription): Promise<void> {
    const { storage, vapid, post, now } = this.#setup;
    if (vapid === undefined) throw new ParleyError('forbidden', 'This server sends no notifications.');
    if (!post.isAddress(endpoint) || !areGoodKeys(keys)) {
      throw new ParleyError('bad-request', 'This is no subscription of a push service.');
    }
    const { accountId, sessionId } = by;
    // Before it is kept: whoever is told something from then on is looked for.
    this.#subscribers.add(accountId);
    await storage.push.put({ accountId, sessionId, endpoint, ...keys, createdAt: now() });
  }

  /** Nothing happens when they were off. */
  async turnOff({ sessionId }: By): Promise<void> {
    await this.#setup.storage.push.remove(sessionId);
  }

  of(accountId: string): Promise<KeptSubscription[]> {
    return this.#setup.storage.push.of(accountId, this.#setup.now());
  }

  /** Tells somebody what somebody else has just done, where no page of theirs does. Nobody waits for it. */
  tell(kind: Kind, from: OnlinePerson, accountId: string): void {
    const { vapid, log } = this.#setup;
    if (vapid === undefined || this.#isClosed || !this.#mayHaveSubscription(accountId)) return;
    this.#tell(vapid, kind, from, accountId).catch((error) => {
      log.warn({ err: error }, 'somebody was not notified');
    });
  }

  /** The server stops: from now on nobody is told anything. */
  close(): void {
    this.#isClosed = true;
    this.#setup.post.close();
  }

  #mayHaveSubscription(accountId: string): boolean {
    return !this.#areSubscribersKnown || this.#subscribers.has(accountId);
  }

  /** Where a page is open it tells by itself; a computer that was left on must not keep a phone silent. */
  #hasPage({ accountId, sessionId }: By): boolean {
    const { tabs } = this.#setup.people.online(accountId) ?? {};
    return [...(tabs ?? [])].some((tab) => tab.sessionId === sessionId);
  }

  async #tell(vapid: Vapid, kind: Kind, from: OnlinePerson, accountId: string): Promise<void> {
    const known = await this.#setup.people.lookUp(from, accountId);
    if (known === undefined || !mayDisturb(kind, known)) return;
    const subscriptions = (await this.of(accountId)).filter((one) => !this.#hasPage(one));
    if (this.#isClosed || subscriptions.length === 0) return;
    const news: PushNews = { kind, from: identityOf(from.record) };
    const content = Buffer.from(JSON.stringify(news));
    const topic = vapid.topic(KINDS[kind].topic, from.accountId, accountId);
    await Promise.all(
      subscriptions.map((subscription) => this.#send(vapid, kind, topic, content, subscription)),
    );
  }

  async #send(
    vapid: Vapid,
    kind: Kind,
    topic: string,
    content: Buffer,
    { endpoint, p256dh, auth }: KeptSubscription,
  ): Promise<void> {
    const { storage, post, log } = this.#setup;
    const { ttlS, urgency } = KINDS[kind];
    const url = new URL(endpoint);
    const service = url.host;
    const headers = {
      authorization: vapid.authorization(url),
      'content-type': 'application/octet-stream',
      'content-encoding': 'aes128gcm',
      ttl: String(ttlS),
      urgency,
      topic,
    };
    const body = sealPush(content, { p256dh, auth }, PADDED_BYTES);
    try {
      const status = await post.send(endpoint, { headers, body });
      if (status === 404 || status === 410) await storage.push.removeEndpoint(endpoint);
      else if (status >= 300) log.warn({ service, status }, 'a push service took no notification');
    } catch (error) {
      if (!this.#isClosed) log.warn({ service, err: error }, 'a push service was not reached');
    }
  }
}

function mayDisturb(kind: Kind, { standing, record }: Known): boolean {
  return KINDS[kind].mayReach(standing) && record.chosenStatus !== 'do-not-disturb';
}
