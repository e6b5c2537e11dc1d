import { toPeerName } from '@parley/protocol/peer';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { setPreferences, usePreference } from '../../preferences/preferences.ts';
import { useCall, useSession } from '../../session/SessionContext.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Spinner } from '../../ui/Spinner.tsx';
import { TextField } from '../../ui/TextField.tsx';

export function JoinForm() {
  const { t } = useTranslation();
  const session = useSession();
  const name = usePreference('name');
  const isJoining = useCall((state) => state.phase === 'joining');
  const isFull = useCall((state) => state.preview?.isFull === true);
  const error = useCall((state) => state.error);
  const hasDevice = useCall(({ local }) => local.microphone.isOn || local.camera.isOn);
  const [isMissing, setIsMissing] = useState(false);

  const join = (event: SubmitEvent) => {
    event.preventDefault();
    const shown = toPeerName(name);
    if (shown === undefined) {
      setIsMissing(true);
      return;
    }
    setPreferences({ name: shown });
    // Why it failed is in the store, and shown below.
    if (!isJoining) session.join(shown).catch(() => undefined);
  };

  const refusal = error !== null ? error.code : isFull ? 'full' : null;
  return (
    <form onSubmit={join} noValidate className="mt-6">
      <TextField
        label={t('prejoin.name')}
        placeholder={t('prejoin.namePlaceholder')}
        value={name}
        error={isMissing ? t('prejoin.nameMissing') : undefined}
        autoComplete="name"
        enterKeyHint="go"
        onChange={(event) => {
          setPreferences({ name: event.target.value });
          setIsMissing(false);
        }}
      />
      {refusal !== null && (
        <Notice
          look="problem"
          title={refusal === 'full' ? t('prejoin.fullTitle') : t('prejoin.joinFailed')}
          className="mt-4"
        >
          {refusal === 'full' ? t('prejoin.full') : t(`error.${refusal}`)}
        </Notice>
      )}
      <Button type="submit" look="primary" size="large" aria-busy={isJoining} className="mt-4 w-full">
        {isJoining && <Spinner />}
        {isJoining ? t('prejoin.joining') : t('prejoin.join')}
      </Button>
      {!hasDevice && <p className="mt-3 text-sm text-quiet text-pretty">{t('prejoin.listener')}</p>}
    </form>
  );
}
