import type { OidcRefusal } from '@parley/protocol/api/oidc';

/** Why somebody does not get in by the provider. `cause` is for the operator. */
export class OidcRefused extends Error {
  override readonly name = 'OidcRefused';
  readonly reason: OidcRefusal;

  constructor(reason: OidcRefusal, cause?: unknown) {
    super(`Refused: ${reason}`, { cause });
    this.reason = reason;
  }
}
