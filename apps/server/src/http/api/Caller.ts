import type { Access } from '@parley/protocol/api/Endpoint';
import type { SignedIn } from '../../accounts/Sessions.ts';
import type { Account } from '../../storage/AccountRepository.ts';

/** Who asks. */
export type Caller = {
  readonly address: string;
  /** Holds `ADMIN_TOKEN`, or is signed in as an operator. */
  readonly isOperator: boolean;
  /** Undefined for one who is not signed in, as a holder of `ADMIN_TOKEN` may be. */
  readonly account: Account | undefined;
  /** In which session. */
  readonly sessionId: string | undefined;
};

/** What is known of a caller whom an endpoint lets in. */
export type CallerOf<Who extends Access> = Who extends 'signed-in' ? Caller & SignedIn : Caller;
