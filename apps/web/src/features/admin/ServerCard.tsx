import type { ServerState } from '@parley/protocol/api/server';
import { useTranslation } from 'react-i18next';
import { AdminCard } from './AdminCard.tsx';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const MEBIBYTE = 1024 * 1024;

/** What there is to know at a glance about the machine. */
export function ServerCard({ server }: { server: ServerState }) {
  const { t, i18n } = useTranslation('admin');
  const number = (value: number, options?: Intl.NumberFormatOptions) =>
    new Intl.NumberFormat(i18n.language, options).format(value);
  const [unit, unitMs] =
    server.uptimeMs > DAY_MS
      ? (['day', DAY_MS] as const)
      : server.uptimeMs > HOUR_MS
        ? (['hour', HOUR_MS] as const)
        : (['minute', MINUTE_MS] as const);
  const memoryBytes = server.workers.reduce(
    (sum, worker) => sum + worker.peakMemoryBytes,
    server.memoryBytes,
  );
  const streams = server.workers.reduce((sum, worker) => sum + worker.consumers, 0);
  const workers = t('server.workersValue', { count: server.workers.length, streams: number(streams) });
  const facts = [
    [t('server.rooms'), number(server.rooms)],
    [t('server.people'), number(server.people)],
    [t('server.load'), number(server.load, { style: 'percent' })],
    [
      t('server.memory'),
      number(memoryBytes / MEBIBYTE, {
        style: 'unit',
        unit: 'megabyte',
        maximumFractionDigits: 0,
      }),
    ],
    [
      t('server.workers'),
      server.workerDeaths === 0
        ? workers
        : `${workers}, ${t('server.deaths', { count: server.workerDeaths })}`,
    ],
    [
      t('server.uptime'),
      number(Math.floor(server.uptimeMs / unitMs), { style: 'unit', unit, unitDisplay: 'long' }),
    ],
    [t('server.version'), server.version],
  ];
  return (
    <AdminCard title={t('server.title')}>
      <dl className="mt-4 grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-4">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt className="text-sm text-quiet">{name}</dt>
            <dd className="mt-0.5 font-medium">{value}</dd>
          </div>
        ))}
      </dl>
    </AdminCard>
  );
}
