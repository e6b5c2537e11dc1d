import { type KeptRoom, toRoomTitle } from '@parley/protocol/keptRoom';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../account/account.ts';
import { Button } from '../../ui/Button.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useTry } from '../../view/useTry.ts';
import { AccessField } from './AccessField.tsx';
import { Section } from './Section.tsx';

type SettingsSectionProps = { kept: KeptRoom; onChanged: () => Promise<void> };

export function SettingsSection({ kept, onChanged }: SettingsSectionProps) {
  const { t } = useTranslation('rooms');
  const { room } = kept;
  const [typed, setTyped] = useState(kept.title);
  const [access, setAccess] = useState(kept.access);
  const [isDirectAllowed, setDirectAllowed] = useState(kept.isDirectAllowed);
  const [isSaved, setIsSaved] = useState(false);
  const { isBusy, problem, setProblem, run } = useTry();

  const save = (event: SubmitEvent) => {
    event.preventDefault();
    const title = toRoomTitle(typed);
    if (title === undefined) {
      setProblem(t('problem.noTitle'));
      return;
    }
    void run(async () => {
      await api.ask('PATCH /account/rooms/:room', {
        params: { room },
        body: { title, access, ...(isDirectAllowed !== null && { isDirectAllowed }) },
      });
      setIsSaved(true);
      await onChanged();
    });
  };

  return (
    <Section title={t('settings.title')}>
      <form noValidate onSubmit={save} className="mt-3 grid gap-3 sm:grid-cols-2">
        <TextField
          label={t('field.title')}
          value={typed}
          error={problem}
          autoComplete="off"
          onChange={(event) => {
            setTyped(event.target.value);
            setIsSaved(false);
            setProblem(undefined);
          }}
        />
        <AccessField
          value={access}
          onChange={(chosen) => {
            setAccess(chosen);
            setIsSaved(false);
          }}
        />
        <p className="col-span-full text-sm text-quiet">{t('settings.hint')}</p>
        {isDirectAllowed !== null && (
          <div className="col-span-full">
            <Switch
              label={t('settings.direct')}
              hint={t('settings.directHint')}
              isOn={isDirectAllowed}
              onChange={(isOn) => {
                setDirectAllowed(isOn);
                setIsSaved(false);
              }}
            />
          </div>
        )}
        <div className="col-span-full flex items-center gap-4">
          <Button type="submit" size="small" aria-busy={isBusy}>
            {t('settings.save')}
          </Button>
          <p role="status" className="text-sm text-quiet">
            {isSaved && t('settings.saved')}
          </p>
        </div>
      </form>
    </Section>
  );
}
