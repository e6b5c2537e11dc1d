import { ParleyError } from '@parley/protocol/errors';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

/** Does one thing at a time, and says in words why the last one was not done. */
export function useOneTry() {
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
      setProblem(t(`error.${error instanceof ParleyError ? error.code : 'internal'}`));
    } finally {
      setIsBusy(false);
    }
  };
  return { isBusy, problem, run };
}
