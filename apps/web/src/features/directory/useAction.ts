import { ParleyError } from '@parley/protocol/errors';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

const KNOWN = ['not-found', 'full', 'rate-limited', 'unavailable', 'timeout'] as const;

/** Does one thing at a time, and says in words why the last one was not done. */
export function useAction() {
  const { t } = useTranslation('directory');
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const run = async (action: () => Promise<void>) => {
    setIsBusy(true);
    setProblem(undefined);
    try {
      await action();
    } catch (error) {
      const code = KNOWN.find((one) => error instanceof ParleyError && error.code === one);
      setProblem(t(`problem.${code ?? 'other'}`));
    } finally {
      setIsBusy(false);
    }
  };
  return { isBusy, problem, run };
}
