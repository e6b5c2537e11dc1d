import type { OwnAccount } from '@parley/protocol/account';
import { ParleyError } from '@parley/protocol/errors';
import { type ChangeEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, setAccount } from '../../account/account.ts';
import { makePicture } from '../../account/makePicture.ts';
import { PersonPicture } from '../../account/PersonPicture.tsx';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';

export function PictureField({ account }: { account: OwnAccount }) {
  const { t } = useTranslation('account');
  const { t: common } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string>();

  const change = async (ask: () => Promise<OwnAccount>) => {
    setProblem(undefined);
    try {
      setAccount(await ask());
    } catch (error) {
      setProblem(
        error instanceof ParleyError && error.code !== 'bad-request'
          ? common(`error.${error.code}`)
          : t('problem.picture'),
      );
    }
  };
  const choose = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [file] = target.files ?? [];
    // The same file again is a choice, too.
    target.value = '';
    if (file === undefined) return;
    void change(async () => api.ask('PUT /account/picture', { body: await makePicture(file) }));
  };

  const hasPicture = account.pictureVersion !== null;
  return (
    <div className="mt-4">
      <div className="flex flex-wrap items-center gap-4">
        <PersonPicture person={account} className="size-20 text-2xl" />
        <input
          ref={input}
          type="file"
          accept="image/*"
          hidden
          aria-label={t('profile.choose')}
          onChange={choose}
        />
        <Button onClick={() => input.current?.click()}>
          {t(hasPicture ? 'profile.change' : 'profile.choose')}
        </Button>
        {hasPicture && (
          <Button look="ghost" onClick={() => void change(() => api.ask('DELETE /account/picture'))}>
            {t('profile.remove')}
          </Button>
        )}
      </div>
      <p className="mt-2 text-sm text-quiet text-pretty">{t('profile.pictureHint')}</p>
      {problem !== undefined && (
        <Notice look="problem" className="mt-3">
          {problem}
        </Notice>
      )}
    </div>
  );
}
