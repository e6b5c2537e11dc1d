import type { JoinTimes } from '@parley/protocol/health';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Sparkline } from '../../ui/Sparkline.tsx';
import type { Curve, Figures } from './figuresOf.ts';

type CurveName = 'loss' | 'roundTrip' | 'jitter' | 'audio' | 'video' | 'concealed';

type FigureListProps = {
  figures: Figures;
  path: string;
  /** For one's own connection. */
  joinTimes: JoinTimes | null;
};

const JOIN_STEPS = ['socket', 'join', 'transports', 'firstPacket', 'firstFrame'] as const;

/** The figures, for those who want them: the newest value, and the curve of the last minute. */
export function FigureList({ figures, path, joinTimes }: FigureListProps) {
  const { t, i18n } = useTranslation('quality');
  const written = (value: number, digits = 0) =>
    value.toLocaleString(i18n.language, { maximumFractionDigits: digits });
  const percent = (value: number) => t('unit.percent', { value: written(value * 100, 1) });
  const ms = (value: number) => t('unit.ms', { value: written(value) });
  const kbps = (value: number) => t('unit.kbps', { value: written(value / 1_000) });

  const curves: [CurveName, Curve, (value: number) => string][] = [
    ['loss', figures.loss, percent],
    ['roundTrip', figures.roundTripMs, ms],
    ['jitter', figures.jitterMs, ms],
    ['audio', figures.audio, kbps],
    ['video', figures.video, kbps],
    ['concealed', figures.concealed, percent],
  ];
  const { picture } = figures;
  return (
    <dl className="divide-y divide-line text-sm">
      {curves.map(([name, curve, write]) => {
        const newest = curve.at(-1);
        if (curve.every((value) => value === null)) return null;
        const value = typeof newest === 'number' ? write(newest) : t('unknown');
        const figure = t(`figure.${name}`);
        return (
          <Row key={name} name={figure} value={value}>
            <Sparkline values={curve} label={t('lastMinute', { figure, value })} />
          </Row>
        );
      })}
      {picture && (
        <Row
          name={t('figure.size')}
          value={t('unit.frames', {
            width: picture.width,
            height: picture.height,
            frames: picture.framesPerSecond,
          })}
        />
      )}
      {figures.freezes > 0 && (
        <Row name={t('figure.freezes')} value={t('unit.times', { count: figures.freezes })} />
      )}
      {figures.codecs.length > 0 && <Row name={t('figure.codecs')} value={figures.codecs.join(', ')} />}
      <Row name={t('figure.path')} value={path} />
      {JOIN_STEPS.map((step) => {
        const took = joinTimes?.[`${step}Ms`];
        if (took === undefined) return null;
        return <Row key={step} name={t(`join.${step}`)} value={ms(took)} />;
      })}
    </dl>
  );
}

function Row({ name, value, children }: { name: string; value: string; children?: ReactNode }) {
  return (
    <div className="flex min-h-11 items-center gap-3 py-1.5">
      <dt className="min-w-0 flex-1 text-quiet">{name}</dt>
      <dd className="flex items-center gap-3 text-right tabular-nums">
        {children}
        <span className="min-w-18">{value}</span>
      </dd>
    </div>
  );
}
