const KEY = 'parley.adminToken';

/** Of this tab alone: whoever opens the browser later does not find it. */
export function rememberedToken(): string | undefined {
  return sessionStorage.getItem(KEY) ?? undefined;
}

export function rememberToken(token: string | undefined): void {
  if (token === undefined) sessionStorage.removeItem(KEY);
  else sessionStorage.setItem(KEY, token);
}
