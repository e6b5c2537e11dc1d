import type { MovedOut } from '@parley/client/messages/moving/moveOut';
import { toRecoveryWords } from '@parley/client/messages/moving/recoveryWords';
import { moveLink } from '@parley/client/messages/moving/secret';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { QrCode } from './QrCode.tsx';

/** What opens the archive, for eyes and for a camera. Nothing but this dialog has it. */
export function SecretShown({ moved, onDone }: { moved: MovedOut; onDone: () => void }) {
  const { t } = useTranslation('moving');
  const { secret, count, leftOut } = moved;
  return (
    <>
      <p role="status" className="text-sm text-pretty">
        {t('out.done', { count })} {leftOut > 0 && t('out.leftOut', { count: leftOut })}
      </p>
      <div className="mt-4 grid items-center gap-5 sm:grid-cols-[10rem_1fr]">
        <QrCode
          text={moveLink(location.origin, secret)}
          label={t('out.code')}
          className="mx-auto size-40"
        />
        <ol aria-label={t('out.words')} className="columns-2 gap-4 text-[0.9375rem]">
          {toRecoveryWords(secret).map((word, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a word can come twice, and none of them moves.
            <li key={index} className="flex gap-2 py-0.5">
              <span className="w-5 text-right text-quiet tabular-nums">{index + 1}</span>
              <span className="font-medium">{word}</span>
            </li>
          ))}
        </ol>
      </div>
      <p className="mt-4 text-sm text-quiet text-pretty">{t('out.how')}</p>
      <div className="mt-6 flex justify-end">
        <Button look="primary" onClick={onDone}>
          {t('out.close')}
        </Button>
      </div>
    </>
  );
}
