import { API_PREFIX } from '@parley/protocol/api/prefix';
import { NewCallCode } from '@parley/protocol/code';
import { Hash } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { Button } from '../../ui/Button.tsx';

/** Opens a call for two, whom a code that can be said over the phone brings together. */
export function CodeCallButton() {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');

  const open = async () => {
    setState('busy');
    try {
      const response = await fetch(`${API_PREFIX}/codes`, { method: 'POST' });
      const { code } = NewCallCode.parse(await response.json());
      navigate(`/r/${code}`);
    } catch {
      setState('failed');
    }
  };

  return (
    <>
      <Button
        size="large"
        className="mt-3 w-full"
        aria-describedby="code-call-hint"
        disabled={state === 'busy'}
        onClick={() => void open()}
      >
        <Hash aria-hidden className="size-5" />
        {t('home.codeCall')}
      </Button>
      <p id="code-call-hint" className="mt-2.5 text-center text-sm text-quiet text-balance">
        {t('home.codeCallHint')}
      </p>
      <p role="alert" className="text-center text-sm text-danger empty:hidden">
        {state === 'failed' && t('home.codeFailed')}
      </p>
    </>
  );
}
