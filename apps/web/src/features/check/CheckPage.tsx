import { overallVerdict } from '@parley/client/check/CheckReport';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { Spinner } from '../../ui/Spinner.tsx';
import { HomePageFrame } from '../../view/HomePageFrame.tsx';
import { CodeCard } from './CodeCard.tsx';
import { HearYourself } from './HearYourself.tsx';
import { ResultList } from './ResultList.tsx';
import { useCheck } from './useCheck.ts';

/** Whether calls work from here, and if not, why. Asks for nothing before it is asked to. */
export function CheckPage({ footer }: { footer: ReactNode }) {
  const { t } = useTranslation('check');
  const check = useCheck();
  const isRunning = check.phase === 'running';
  const hasDevices = Object.keys(check.results).some((item) => item === 'microphone');
  return (
    <HomePageFrame>
      <main className="mx-auto w-full max-w-xl flex-1 py-8">
        <h1 className="text-3xl font-semibold tracking-[-0.025em] text-balance">{t('title')}</h1>
        <p className="mt-3 text-quiet text-pretty">{t('intro')}</p>
        <Button
          look="primary"
          size="large"
          aria-busy={isRunning}
          disabled={isRunning}
          onClick={() => void check.start()}
          className="mt-6 w-full sm:w-auto"
        >
          {isRunning && <Spinner />}
          {t(isRunning ? 'running' : check.phase === 'idle' ? 'start' : 'again')}
        </Button>
        <p role="status" className="mt-5 font-medium text-pretty empty:hidden">
          {isRunning && t('overall.running')}
          {check.phase === 'done' && t(`overall.${overallVerdict(check.results)}`)}
          {check.phase === 'failed' && t('failed')}
        </p>
        {check.phase !== 'idle' && check.phase !== 'failed' && (
          <div className="mt-4 rounded-3xl border border-line bg-surface px-5 py-1.5 shadow-card sm:px-7">
            <ResultList of="line" results={check.results} isRunning={isRunning} />
          </div>
        )}
        {check.report && <CodeCard report={check.report} />}
        <Card title={t('devices.title')} hint={t('devices.hint')}>
          {(check.isCheckingDevices || hasDevices) && (
            <div className="mt-2">
              <ResultList of="devices" results={check.results} isRunning={check.isCheckingDevices} />
            </div>
          )}
          <Button
            aria-busy={check.isCheckingDevices}
            disabled={check.isCheckingDevices}
            onClick={() => void check.checkDevices()}
            className="mt-4 whitespace-normal"
          >
            {check.isCheckingDevices && <Spinner />}
            {t(check.isCheckingDevices ? 'devices.checking' : 'devices.check')}
          </Button>
        </Card>
        <HearYourself />
      </main>
      <footer className="mx-auto w-44">{footer}</footer>
    </HomePageFrame>
  );
}
