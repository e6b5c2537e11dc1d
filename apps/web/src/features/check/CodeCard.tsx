import type { CheckReport } from '@parley/client/check/CheckReport';
import { toCheckCode } from '@parley/client/check/checkCode';
import { useTranslation } from 'react-i18next';
import { Card } from '../../ui/Card.tsx';
import { CopyButton } from './CopyButton.tsx';

/** The results in a form that can be sent, or read out over the telephone. */
export function CodeCard({ report }: { report: CheckReport }) {
  const { t } = useTranslation('check');
  const code = toCheckCode(report);
  const json = JSON.stringify({ ...report, code }, null, 2);
  return (
    <Card title={t('code.title')} hint={t('code.hint')}>
      <div className="mt-4 flex flex-wrap items-center gap-3">
        <output
          aria-label={t('code.label')}
          className="min-w-0 flex-1 basis-56 rounded-xl bg-fill px-3.5 py-2.5 font-mono text-sm select-all"
        >
          {code}
        </output>
        <CopyButton label={t('code.copy')} text={code} />
      </div>
      <details className="mt-4 text-sm">
        <summary className="rounded text-quiet touchable py-1">{t('code.json')}</summary>
        <section
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard.
          tabIndex={0}
          aria-label={t('code.json')}
          className="mt-2 mb-3 max-h-72 overflow-auto rounded-xl bg-fill p-3.5 text-xs"
        >
          <pre data-report>{json}</pre>
        </section>
        <CopyButton label={t('code.copyJson')} text={json} />
      </details>
    </Card>
  );
}
