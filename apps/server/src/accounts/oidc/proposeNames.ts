import { randomBytes } from 'node:crypto';
import { AccountName } from '@parley/protocol/account';
import { LIMITS } from '@parley/protocol/limits';
import { toPeerName } from '@parley/protocol/peer';

/** What a provider says of a person, unread (OpenID Connect Core 1.0, 5.1). */
export type Claims = Readonly<Record<string, unknown>>;

const NOBODYS = 'person';
/** With a number behind it, before chance decides. */
const NUMBERED = 9;
const BY_CHANCE = 5;

/** What others see at first. */
export function proposeDisplayName(claims: Claims): string {
  const [name, login] = [textOf(claims, 'name'), loginOf(claims)];
  return toPeerName(name) ?? toPeerName(login) ?? NOBODYS;
}

/**
 * Names to sign in with, one after the other until one is free. They are proposals and nothing else: nobody
 * is known by a name.
 */
export function* proposeNames(claims: Claims): Generator<string, void> {
  const candidates = [loginOf(claims), textOf(claims, 'name')].map(toName);
  const name = candidates.find((one) => AccountName.safeParse(one).success) ?? NOBODYS;
  yield name;
  for (let number = 2; number <= NUMBERED; number += 1) yield withEnd(name, `-${number}`);
  for (let times = 0; times < BY_CHANCE; times += 1) {
    yield withEnd(name, `-${randomBytes(3).toString('hex')}`);
  }
}

function textOf(claims: Claims, claim: string): string {
  const value = claims[claim];
  return typeof value === 'string' ? value : '';
}

/** Some providers have people sign in with a mail address: what stands before the @ is a name. */
function loginOf(claims: Claims): string {
  return textOf(claims, 'preferred_username').split('@')[0] ?? '';
}

function toName(text: string): string {
  return text
    .slice(0, 200)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .slice(0, LIMITS.accountNameMax)
    .replace(/^[._-]+|[._-]+$/g, '');
}

function withEnd(name: string, end: string): string {
  return `${name.slice(0, LIMITS.accountNameMax - end.length)}${end}`;
}
