import type { Device } from '@parley/protocol/people/messages';
import type { PeopleLine } from '../people/PeopleLine.ts';
import { toParleyError } from '../toParleyError.ts';
import { safetyNumber } from './crypto/safetyNumber.ts';
import type { Addressee } from './crypto/seal.ts';
import type { MessageStore } from './MessageStore.ts';
import { hasNewDevices, type MessagesStore } from './MessagesState.ts';

type Setup = {
  line: PeopleLine;
  kept: MessageStore;
  store: MessagesStore;
  ownId: string;
};

/**
 * Who has which devices. Those that somebody has when one first writes to them are taken as theirs; of each
 * one that comes later the person is told, and nothing is sent until they have said that it is fine.
 */
export class KeyBook {
  readonly #setup: Setup;

  constructor(setup: Setup) {
    this.#setup = setup;
  }

  /** @throws ParleyError `not-found` when one may not write to them (any more) */
  async refresh(accountId: string): Promise<void> {
    const { deviceKeys } = await this.#setup.line.request('device:list', { accountId });
    await this.#learn(accountId, deviceKeys);
  }

  /**
   * Something came from these devices of theirs: those that are not known are asked for.
   *
   * @throws ParleyError as `PeopleLine.request` does, but for `not-found`: who is no contact any more has none
   */
  async meet(accountId: string, senderKeys: readonly string[]): Promise<void> {
    const known = this.#setup.store.getState().keys[accountId];
    if (accountId === this.#setup.ownId || senderKeys.every((key) => known?.includes(key))) return;
    try {
      await this.refresh(accountId);
    } catch (error) {
      if (toParleyError(error).code !== 'not-found') throw error;
    }
  }

  /**
   * Somebody says which devices they have: the server is asked when one has heard otherwise.
   *
   * @returns whether it is so, as far as one knows
   */
  async hear(accountId: string, said: readonly string[]): Promise<boolean> {
    const { store, ownId } = this.#setup;
    const isSame = () => {
      const known = store.getState().keys[accountId] ?? [];
      return known.length === said.length && known.every((key) => said.includes(key));
    };
    // Of one's own one is told.
    if (accountId === ownId || isSame()) return true;
    await this.refresh(accountId);
    return isSame();
  }

  async setOwn(devices: readonly Device[]): Promise<void> {
    this.#setup.store.setState({ devices });
    await this.#learn(
      this.#setup.ownId,
      devices.map(({ deviceKey }) => deviceKey),
    );
  }

  /** For whom a message to somebody is sealed: for all of their devices and one's own but this. */
  addressees(accountId: string): Addressee[] {
    const { store, ownId } = this.#setup;
    const { keys, deviceKey: own } = store.getState();
    const of = (id: string) => (keys[id] ?? []).map((deviceKey) => ({ accountId: id, deviceKey }));
    return [...of(accountId), ...of(ownId).filter(({ deviceKey }) => deviceKey !== own)];
  }

  isKnown(accountId: string): boolean {
    return accountId in this.#setup.store.getState().keys;
  }

  /** One has been told of all of their devices, and of one's own. */
  isTrusted(accountId: string): boolean {
    const state = this.#setup.store.getState();
    return [accountId, this.#setup.ownId].every((id) => !hasNewDevices(state, id));
  }

  /** @param comparedNumber the safety number, when both have compared it */
  async trust(accountId: string, comparedNumber: string | null): Promise<void> {
    const { kept, store } = this.#setup;
    const trust = { accountId, deviceKeys: store.getState().keys[accountId] ?? [], comparedNumber };
    await kept.keepTrust(trust);
    store.setState(({ trusts }) => ({ trusts: { ...trusts, [accountId]: trust } }));
  }

  safetyNumber(accountId: string): Promise<string> {
    const { store, ownId } = this.#setup;
    const keysOf = (id: string) => ({ accountId: id, deviceKeys: store.getState().keys[id] ?? [] });
    return safetyNumber(keysOf(ownId), keysOf(accountId));
  }

  async #learn(accountId: string, deviceKeys: readonly string[]): Promise<void> {
    const { store } = this.#setup;
    store.setState(({ keys }) => ({ keys: { ...keys, [accountId]: deviceKeys } }));
    const isFirst = store.getState().trusts[accountId] === undefined;
    if (isFirst && deviceKeys.length > 0) await this.trust(accountId, null);
  }
}
