import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { NO_PASSWORD } from '../storage/noPassword.ts';
import { Gate } from './Gate.ts';

const derive = promisify(argon2);

/** What an attempt costs. `memory` is in KiB. */
type Cost = { memory: number; passes: number; parallelism: number };

/** argon2id (RFC 9106) with the parameters that OWASP's cheat sheet names: 19 MiB, two passes, one lane. */
const COST: Cost = { memory: 19_456, passes: 2, parallelism: 1 };

const SALT_BYTES = 16;
const HASH_BYTES = 32;

/**
 * Both use the threads that reading files and looking up names need too, and the cores that carry
 * calls: two at a time, and whoever comes when so many wait is told to come again.
 */
const AT_ONCE = 2;
const WAITING = 100;

/** Hashes and compares passwords; hashes are kept in the PHC string format. */
export class Passwords {
  readonly #gate = new Gate(AT_ONCE, WAITING);

  /** @throws {ParleyError} `unavailable` when too many wait */
  async hash(password: string): Promise<string> {
    const salt = randomBytes(SALT_BYTES);
    const hash = await this.#derive(password, { ...COST, salt, length: HASH_BYTES });
    return toPhc(COST, salt, hash);
  }

  /**
   * Takes as long for nobody's hash as for somebody's, so that the time tells no one who has an account.
   *
   * @throws {ParleyError} `unavailable` when too many wait
   */
  async matches(password: string, phc: string | undefined): Promise<boolean> {
    const isThere = phc !== undefined && phc !== NO_PASSWORD;
    const { salt, hash, ...cost } = fromPhc(isThere ? phc : NOBODYS);
    const derived = await this.#derive(password, { ...cost, salt, length: hash.length });
    return timingSafeEqual(derived, hash) && isThere;
  }

  #derive(password: string, how: Cost & { salt: Buffer; length: number }): Promise<Buffer> {
    const { memory, passes, parallelism, salt, length } = how;
    // The same password typed on another keyboard may come in other code points (NIST SP 800-63B).
    const message = password.normalize('NFKC');
    return this.#gate.pass(() =>
      derive('argon2id', { message, nonce: salt, memory, passes, parallelism, tagLength: length }),
    );
  }
}

const NOBODYS = toPhc(COST, Buffer.alloc(SALT_BYTES), Buffer.alloc(HASH_BYTES));

/** Whether it was made at another cost than new ones are: it is made anew when its password is at hand. */
export function isOutdated(phc: string): boolean {
  const { memory, passes, parallelism } = fromPhc(phc);
  return memory !== COST.memory || passes !== COST.passes || parallelism !== COST.parallelism;
}

function toPhc({ memory, passes, parallelism }: Cost, salt: Buffer, hash: Buffer): string {
  const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(salt)}$${base64(hash)}`;
}

const PHC =
  /^\$argon2id\$v=19\$m=(?<memory>\d+),t=(?<passes>\d+),p=(?<parallelism>\d+)\$(?<salt>[^$]+)\$(?<hash>[^$]+)$/;

function fromPhc(phc: string): Cost & { salt: Buffer; hash: Buffer } {
  const parts = PHC.exec(phc)?.groups;
  if (parts === undefined) throw new Error('A password hash is not in the form that it was kept in.');
  return {
    memory: Number(parts['memory']),
    passes: Number(parts['passes']),
    parallelism: Number(parts['parallelism']),
    salt: Buffer.from(parts['salt'] ?? '', 'base64'),
    hash: Buffer.from(parts['hash'] ?? '', 'base64'),
  };
}
