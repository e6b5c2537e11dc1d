import { toQualityReport } from '@parley/client/quality/qualityReport';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuality, useSamples } from '../../session/QualityContext.ts';
import { useCall, useSession } from '../../session/SessionContext.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { SignalBars } from '../../ui/SignalBars.tsx';
import { useCopy } from '../../view/useCopy.ts';
import { FigureList } from './FigureList.tsx';
import { figuresOf } from './figuresOf.ts';

const LOOKS = {
  good: { lit: 3, colour: 'text-accent' },
  fair: { lit: 2, colour: 'text-notice' },
  poor: { lit: 1, colour: 'text-danger' },
} as const;

/** How well somebody arrives: in words, and in figures for those who ask for them. */
export function QualityDialog({ peerId, onClose }: { peerId: string; onClose: () => void }) {
  const { t } = useTranslation('quality');
  const { t: common } = useTranslation();
  const name = useCall((state) => state.peers[peerId]?.name);
  const isSelf = useCall((state) => state.selfId === peerId);
  const mediaPath = useCall((state) => (state.direct.isOn ? 'direct' : state.mediaPath));
  const joinTimes = useCall((state) => state.joinTimes);
  const publications = useCall((state) => state.publications);
  const { level, cause } = useQuality(peerId);
  const samples = useSamples();
  const figures = useMemo(() => {
    const own = Object.values(publications).filter((publication) => publication.peerId === peerId);
    return figuresOf(samples, new Set(own.map(({ publicationId }) => publicationId)), isSelf);
  }, [samples, publications, peerId, isSelf]);
  if (name === undefined) return null;

  const look = LOOKS[level];
  return (
    <Dialog
      title={isSelf ? t('ownTitle') : t('title', { name })}
      closeLabel={common('common.close')}
      onClose={onClose}
    >
      <p className="flex items-center gap-3 text-lg font-semibold">
        <SignalBars lit={look.lit} className={look.colour} />
        {t(`level.${level}`)}
      </p>
      <p className="mt-2 text-pretty">{t(`words.${cause ?? 'good'}`, { name })}</p>
      <p className="mt-2 text-sm text-quiet text-pretty">{t(`path.${mediaPath ?? 'none'}`)}</p>
      {figures.isProcessorBusy && (
        <p className="mt-2 text-sm text-quiet text-pretty">{t('processor')}</p>
      )}
      <details className="mt-5">
        <summary className="rounded py-1 font-medium touchable">{t('figures')}</summary>
        <div className="mt-2">
          <FigureList
            figures={figures}
            path={mediaPath?.toUpperCase() ?? t('unknown')}
            joinTimes={isSelf ? joinTimes : null}
          />
        </div>
        <CopyFigures />
      </details>
    </Dialog>
  );
}

function CopyFigures() {
  const { t } = useTranslation('quality');
  const session = useSession();
  const samples = useSamples();
  const { isCopied, copy } = useCopy();
  const copyReport = () => {
    const report = toQualityReport(session.store.getState(), samples, navigator.userAgent);
    copy(JSON.stringify(report, null, 2));
  };
  return (
    <div className="mt-4">
      <Button size="small" onClick={copyReport}>
        <span aria-live="polite">{t(isCopied ? 'copied' : 'copy')}</span>
      </Button>
      <p className="mt-2 text-sm text-quiet text-pretty">{t('copyHint')}</p>
    </div>
  );
}
