import { type ErrorCode, ParleyError } from '@parley/protocol/errors';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

type Try = {
  isBusy: boolean;
  /** What went wrong with the last one, in words. */
  problem: string | undefined;
  setProblem: (problem: string | undefined) => void;
  run: (action: () => Promise<void>) => Promise<void>;
};

/**
 * Does one thing at a time.
 *
 * @param explain what a refusal means here, where its code does not say it
 */
export function useTry(explain: Partial<Record<ErrorCode, string>> = {}): Try {
  const { t } = useTranslation();
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const run = async (action: () => Promise<void>) => {
    if (isBusy) return;
    setIsBusy(true);
    setProblem(undefined);
    try {
      await action();
    } catch (error) {
      const code = error instanceof ParleyError ? error.code : 'internal';
      setProblem(explain[code] ?? t(`error.${code}`));
      // Nobody expected it: the person is told that it failed, the console what it was.
      if (!(error instanceof ParleyError)) throw error;
    } finally {
      setIsBusy(false);
    }
  };
  return { isBusy, problem, setProblem, run };
}
