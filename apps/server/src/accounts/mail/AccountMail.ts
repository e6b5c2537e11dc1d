import { setTimeout as pause } from 'node:timers/promises';
import { AccountName } from '@parley/protocol/account';
import { ParleyError } from '@parley/protocol/errors';
import type { BaseLogger } from 'pino';
import { Limiter } from '../../Limiter.ts';
import type { RateLimits } from '../../rateLimits.ts';
import type { MailRepository } from '../../storage/MailRepository.ts';
import type { Accounts } from '../Accounts.ts';
import type { Authentication, Client } from '../Authentication.ts';
import type { Codes } from '../Codes.ts';
import type { SignedIn } from '../Sessions.ts';
import { hashCode, newCode } from '../secretCodes.ts';
import type { Mailer } from './Mailer.ts';
import { confirmLetter, type MailLanguage, resetLetter } from './mailTexts.ts';

type Setup = {
  mail: MailRepository;
  accounts: Pick<Accounts, 'findByName'>;
  authentication: Pick<Authentication, 'confirm'>;
  codes: Pick<Codes, 'issueReset'>;
  /** Undefined where the operator has set no mail server. */
  mailer: Mailer | undefined;
  budgets: RateLimits['mail'];
  publicUrl: string | undefined;
  now: () => number;
  log: BaseLogger;
};

/** How long an address may wait to be confirmed, in milliseconds. */
const CONFIRM_MS = 3_600_000;
/** How long a stopping server waits for letters that are on their way, in milliseconds. */
const CLOSING_MS = 2_000;

/** Mail addresses of accounts, and what is sent to them. */
export class AccountMail {
  readonly #setup: Setup;
  readonly #toAccount: Limiter;
  readonly #fromAddress: Limiter;
  /** Letters on their way that nobody waits for. */
  readonly #underWay = new Set<Promise<void>>();

  constructor(setup: Setup) {
    this.#setup = setup;
    this.#toAccount = new Limiter(setup.budgets.account);
    this.#fromAddress = new Limiter(setup.budgets.address);
  }

  get isOffered(): boolean {
    return this.#setup.mailer !== undefined;
  }

  async address(accountId: string): Promise<string | null> {
    return (await this.#setup.mail.address(accountId)) ?? null;
  }

  /**
   * Sends a code to an address that is to be the account's. The one before holds until then.
   *
   * @param password once more: whoever finds an open tab does not get at the account by mail
   * @throws {ParleyError} `forbidden` when it is wrong; `unavailable` when no mail can be sent; `rate-limited`
   */
  async ask(
    by: SignedIn,
    { address, password }: { address: string; password: string },
    client: Client,
    language: MailLanguage,
  ): Promise<void> {
    const mailer = this.#mailer();
    const { authentication, mail, publicUrl, now, log } = this.#setup;
    await authentication.confirm(by, password, client);
    const { accountId, name } = by.account;
    await this.#fromAddress.takeFrom(client.address, 1);
    await this.#toAccount.take(name, 1);
    const code = newCode();
    const expiresAt = now() + CONFIRM_MS;
    await mail.ask({ accountId, address, codeHash: hashCode(code), expiresAt });
    try {
      await mailer.send(confirmLetter({ address, name, code, publicUrl }, language));
    } catch (error) {
      log.warn({ err: error }, 'a mail could not be sent');
      throw new ParleyError('unavailable', 'The mail could not be sent.');
    }
  }

  /** @throws {ParleyError} `forbidden` with `details.reason` `code` when it is wrong or has expired */
  async confirm({ account }: SignedIn, code: string): Promise<string> {
    const { mail, now } = this.#setup;
    const address = await mail.confirm(account.accountId, hashCode(code), now());
    if (address === undefined) {
      throw new ParleyError('forbidden', 'The code is wrong, or has expired.', { reason: 'code' });
    }
    return address;
  }

  remove({ account }: SignedIn): Promise<void> {
    return this.#setup.mail.remove(account.accountId);
  }

  /**
   * Sends a reset code, if there is such an account and it has an address. Whoever asks is answered before
   * anything is looked up: neither the answer nor its time tells which.
   *
   * @throws {ParleyError} `unavailable` where no mail is sent; `rate-limited`
   */
  async sendReset(name: string, client: Client, language: MailLanguage): Promise<void> {
    const mailer = this.#mailer();
    await this.#fromAddress.takeFrom(client.address, 1);
    const sending = this.#reset(mailer, name, language)
      .catch((error) => this.#setup.log.warn({ err: error }, 'a reset code could not be sent'))
      .finally(() => this.#underWay.delete(sending));
    this.#underWay.add(sending);
  }

  /** Resolves when nothing is on its way any more; a mail server that does not answer holds up no stop. */
  async close(): Promise<void> {
    await Promise.race([Promise.all(this.#underWay), pause(CLOSING_MS, undefined, { ref: false })]);
  }

  async #reset(mailer: Mailer, name: string, language: MailLanguage): Promise<void> {
    const { accounts, codes, mail, publicUrl } = this.#setup;
    // What can be nobody's name is not asked for: not every database takes every text.
    if (!AccountName.safeParse(name).success) return;
    const account = await accounts.findByName(name);
    const address = account && (await mail.address(account.accountId));
    if (!account || address === undefined) return;
    const isTooOften = await this.#toAccount.take(name, 1).then(
      () => false,
      () => true,
    );
    if (isTooOften) return;
    const { code } = await codes.issueReset(account.accountId);
    await mailer.send(resetLetter({ address, name, code, publicUrl }, language));
  }

  #mailer(): Mailer {
    const { mailer } = this.#setup;
    if (mailer) return mailer;
    throw new ParleyError('unavailable', 'This server sends no mail.', { reason: 'no-mail' });
  }
}
