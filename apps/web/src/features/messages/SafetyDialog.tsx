import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMessages, useMessagesSession } from '../../session/MessagesContext.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';

type SafetyDialogProps = { accountId: string; name: string; onClose: () => void };

/** The number that both compare to be sure that nobody stands between them. */
export function SafetyDialog({ accountId, name, onClose }: SafetyDialogProps) {
  const { t } = useTranslation('messages');
  const session = useMessagesSession();
  const keys = useMessages((state) => state.keys);
  const trust = useMessages((state) => state.trusts[accountId]);
  const [number, setNumber] = useState<string>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another one with each device of either.
  useEffect(() => {
    let isCurrent = true;
    void session.safetyNumber(accountId).then((made) => isCurrent && setNumber(made));
    return () => {
      isCurrent = false;
    };
  }, [session, accountId, keys]);
  const isCompared = number !== undefined && trust?.comparedNumber === number;
  const match = async () => {
    await session.trust(accountId, number ?? null);
    onClose();
  };
  return (
    <Dialog title={t('safety.title')} closeLabel={t('safety.close')} onClose={onClose}>
      <p className="text-sm text-quiet text-pretty">{t('safety.text', { name })}</p>
      <p className="mx-auto my-5 grid w-fit grid-cols-4 gap-x-4 gap-y-2 font-mono text-lg tabular-nums max-sm:grid-cols-3">
        {number?.split(' ').map((group, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two groups may be the same.
          <span key={index}>{group}</span>
        ))}
      </p>
      {isCompared ? (
        <p className="text-center text-sm font-medium">{t('safety.compared')}</p>
      ) : (
        <Button
          look="primary"
          className="w-full"
          disabled={number === undefined}
          onClick={() => void match()}
        >
          {t('safety.match')}
        </Button>
      )}
    </Dialog>
  );
}
