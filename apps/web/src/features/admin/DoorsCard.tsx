import type { DoorsState } from '@parley/protocol/api/doors';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { SelectField } from '../../ui/SelectField.tsx';
import { useTimeLeftText } from '../../view/useTimeLeftText.ts';
import { useWhen } from '../../view/useWhen.ts';
import { AdminCard } from './AdminCard.tsx';
import { useAdminTools } from './AdminContext.ts';

const MINUTE_MS = 60_000;

/** What becomes of running meetings, and after how long. */
const CHOICES = {
  go: null,
  now: 0,
  in1: MINUTE_MS,
  in5: 5 * MINUTE_MS,
  in15: 15 * MINUTE_MS,
  in60: 60 * MINUTE_MS,
} as const;
type Choice = keyof typeof CHOICES;
const NAMES = Object.keys(CHOICES) as Choice[];

/** The one big button, and what it does to those who are inside. */
export function DoorsCard({ doors }: { doors: DoorsState }) {
  const { t } = useTranslation('admin');
  const { api, act } = useAdminTools();
  const when = useWhen();
  const [choice, setChoice] = useState<Choice>('go');
  const time = useTimeLeftText(doors.meetingsEndAt);
  const close = { isOpen: false, endMeetingsInMs: CHOICES[choice] } as const;
  const set = () =>
    act(() =>
      doors.isOpen
        ? api.ask('PUT /doors', { body: close })
        : api.ask('PUT /doors', { body: { isOpen: true } }),
    );
  return (
    <AdminCard
      title={t('doors.title')}
      aside={
        doors.changedAt !== null && (
          <p className="text-sm text-quiet">{t('doors.since', { time: when(doors.changedAt) })}</p>
        )
      }
    >
      <p role="status" className="mt-3 text-pretty">
        {doors.isOpen ? t('doors.isOpen') : t('doors.isClosed')}{' '}
        {!doors.isOpen && (time === null ? t('doors.goOn') : t('doors.endsIn', { time }))}
      </p>
      <div className="mt-5 flex flex-wrap items-end gap-4">
        <Button
          look={doors.isOpen ? 'danger' : 'primary'}
          size="large"
          className="w-full sm:w-56"
          onClick={() => void set()}
        >
          {doors.isOpen ? t('doors.close') : t('doors.open')}
        </Button>
        {doors.isOpen && (
          <SelectField
            label={t('doors.meetings')}
            value={choice}
            options={NAMES.map((value) => ({ value, label: t(`doors.choice.${value}`) }))}
            onChange={(value) => setChoice(value as Choice)}
            className="w-full sm:w-60"
          />
        )}
      </div>
    </AdminCard>
  );
}
