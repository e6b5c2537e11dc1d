import { API_PREFIX } from '@parley/protocol/api/prefix';
import { type KeptRoom, toRoomTitle } from '@parley/protocol/keptRoom';
import { PEOPLE_LIMITS } from '@parley/protocol/people/limits';
import { CalendarPlus } from 'lucide-react';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../account/account.ts';
import { Button, buttonClass } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useTry } from '../../view/useTry.ts';
import { fromFields, toFields } from './meetingFields.ts';
import { Section } from './Section.tsx';

type MeetingSectionProps = { kept: KeptRoom; onChanged: () => Promise<void> };

/** When the room meets next; its owner plans it, and everybody takes it into their calendar. */
export function MeetingSection({ kept, onChanged }: MeetingSectionProps) {
  const { t, i18n } = useTranslation('rooms');
  const { room, role, nextMeeting } = kept;
  const time = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'full', timeStyle: 'short' });
  return (
    <Section title={t('meeting.title')}>
      {nextMeeting === null ? (
        role === 'member' && <p className="mt-1.5 text-sm text-quiet">{t('meeting.none')}</p>
      ) : (
        <div className="mt-1.5 flex flex-wrap items-center justify-between gap-3">
          <p className="text-sm text-pretty wrap-anywhere">
            {t('meeting.when', {
              title: nextMeeting.title,
              time: time.format(nextMeeting.startsAt),
              minutes: nextMeeting.minutes,
            })}
          </p>
          <a
            href={`${API_PREFIX}/rooms/${room}/meeting.ics`}
            className={buttonClass('secondary', 'small')}
          >
            <CalendarPlus aria-hidden className="size-4" />
            {t('meeting.file')}
          </a>
        </div>
      )}
      {role === 'owner' && <MeetingForm kept={kept} onChanged={onChanged} />}
    </Section>
  );
}

function MeetingForm({ kept, onChanged }: MeetingSectionProps) {
  const { t } = useTranslation('rooms');
  const { room, title, nextMeeting } = kept;
  const [fields, setFields] = useState(() => toFields(nextMeeting, title));
  const { isBusy, problem, setProblem, run } = useTry();
  const change = (part: Partial<typeof fields>) => {
    setFields({ ...fields, ...part });
    setProblem(undefined);
  };

  const plan = (event: SubmitEvent) => {
    event.preventDefault();
    const times = fromFields(fields);
    if (times === undefined) {
      setProblem(t('problem.noTime'));
      return;
    }
    void run(async () => {
      const body = { title: toRoomTitle(fields.title) ?? title, ...times };
      await api.ask('PUT /account/rooms/:room/meeting', { params: { room }, body });
      await onChanged();
    });
  };
  const callOff = () =>
    void run(async () => {
      await api.ask('DELETE /account/rooms/:room/meeting', { params: { room } });
      await onChanged();
    });

  return (
    <form noValidate onSubmit={plan} className="mt-3 grid grid-cols-2 gap-3 sm:grid-cols-4">
      <TextField
        label={t('meeting.what')}
        value={fields.title}
        className="col-span-full"
        onChange={(event) => change({ title: event.target.value })}
      />
      <TextField
        type="date"
        label={t('meeting.day')}
        value={fields.day}
        className="col-span-2"
        onChange={(event) => change({ day: event.target.value })}
      />
      <TextField
        type="time"
        label={t('meeting.time')}
        value={fields.time}
        onChange={(event) => change({ time: event.target.value })}
      />
      <TextField
        type="number"
        label={t('meeting.minutes')}
        min={1}
        max={PEOPLE_LIMITS.meetingMinutes}
        value={fields.minutes}
        onChange={(event) => change({ minutes: event.target.value })}
      />
      <div className="col-span-full flex flex-wrap items-center gap-3">
        <Button type="submit" size="small" aria-busy={isBusy}>
          {t(nextMeeting === null ? 'meeting.plan' : 'meeting.change')}
        </Button>
        {nextMeeting !== null && (
          <Button size="small" look="ghost" onClick={callOff}>
            {t('meeting.callOff')}
          </Button>
        )}
        <p role="alert" className="text-sm text-danger empty:hidden">
          {problem}
        </p>
      </div>
    </form>
  );
}
