import { AccountId } from '@parley/protocol/account';

/** Whom the address shows. Anybody can write an address: null for what cannot be an id. */
export function accountIdIn(params: URLSearchParams): AccountId | null {
  const { data } = AccountId.safeParse(params.get('person'));
  return data ?? null;
}
