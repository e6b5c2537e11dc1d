import { createHmac, randomBytes } from 'node:crypto';
import { Challenges } from '../Challenges.ts';

/** How long a person may take at the provider, in milliseconds. */
export const ROUND_MS = 10 * 60_000;
const KEY_BYTES = 32;

/** Why somebody is sent to the provider, and where they go on afterwards. */
export type Round = { readonly to: string } & (
  | { readonly kind: 'sign-in'; readonly invitation?: string | undefined }
  | { readonly kind: 'link'; readonly sessionId: string }
);

/** What the provider is sent and has to bring back, and what only this server can know (RFC 7636). */
export type RoundSecrets = { state: string; nonce: string; codeVerifier: string };

/** Ways to the provider and back: each in one browser, once, and for what it was begun for. */
export class Rounds {
  readonly #challenges: Challenges;
  readonly #key = randomBytes(KEY_BYTES);

  constructor(now: () => number) {
    this.#challenges = new Challenges(ROUND_MS, now);
  }

  /** @returns the mark is for the browser's cookie */
  begin(round: Round): { secrets: RoundSecrets; mark: string } {
    const kept = Buffer.from(JSON.stringify(round)).toString('base64url');
    const { challenge, mark } = this.#challenges.issue(kept);
    return { secrets: this.#secretsOf(challenge), mark: `${kept}.${mark}` };
  }

  /** @returns undefined for a mark that is not good, or not any more */
  end(mark: string | undefined): { round: Round; secrets: RoundSecrets } | undefined {
    const [kept = '', signed] = (mark ?? '').split('.');
    const challenge = this.#challenges.use(kept, signed);
    if (challenge === undefined) return undefined;
    // It was signed here, so it has the form that it was given here.
    const round: Round = JSON.parse(Buffer.from(kept, 'base64url').toString());
    return { round, secrets: this.#secretsOf(challenge) };
  }

  /** Three that tell nothing of each other, nor does the cookie of them: two are seen by others on the way. */
  #secretsOf(challenge: string): RoundSecrets {
    const derive = (what: string) =>
      createHmac('sha256', this.#key).update(challenge).update(what).digest('base64url');
    return { state: derive('state'), nonce: derive('nonce'), codeVerifier: derive('code verifier') };
  }
}
