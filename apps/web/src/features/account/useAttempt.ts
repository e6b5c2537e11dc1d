import { ParleyError } from '@parley/protocol/errors';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** What is wrong, and at which field; at none when it is about the whole. */
export type Problem<Field extends string> = {
  readonly field?: Field | undefined;
  readonly text: string;
};

export type Attempt<Field extends string> = {
  isBusy: boolean;
  /** Of the field or, without one, of the whole. */
  problemOf(field?: Field): string | undefined;
  clear(): void;
  /** @param action resolves to what is wrong before anything was asked, or to nothing */
  attempt(event: SubmitEvent, action: () => Promise<Problem<Field> | undefined>): Promise<void>;
};

/**
 * One try to send a form: busy until it has ended, then whatever went wrong.
 *
 * @param explain what a refusal means here; undefined for what its code says by itself
 */
export function useAttempt<Field extends string>(
  explain: (error: ParleyError) => Problem<Field> | undefined,
): Attempt<Field> {
  const { t } = useTranslation();
  const { t: ta } = useTranslation('account');
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<Problem<Field>>();

  const textOf = ({ code, details }: ParleyError): string => {
    const waitMs = details?.['retryInMs'];
    if (code === 'rate-limited' && typeof waitMs === 'number') {
      return ta('problem.wait', { count: Math.ceil(waitMs / 60_000) });
    }
    if (details?.['reason'] === 'suspended') return ta('problem.suspended');
    if (details?.['reason'] === 'sign-in-again') return ta('oidc.signInAgainFirst');
    return t(`error.${code}`);
  };

  return {
    isBusy,
    problemOf: (field) => (problem !== undefined && problem.field === field ? problem.text : undefined),
    clear: () => setProblem(undefined),
    async attempt(event, action) {
      event.preventDefault();
      if (isBusy) return;
      setIsBusy(true);
      setProblem(undefined);
      try {
        setProblem(await action());
      } catch (error) {
        if (!(error instanceof ParleyError)) throw error;
        setProblem(explain(error) ?? { text: textOf(error) });
      } finally {
        setIsBusy(false);
      }
    },
  };
}
