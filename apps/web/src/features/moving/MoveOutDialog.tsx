import { type MovedOut, moveOut } from '@parley/client/messages/moving/moveOut';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMessagesSession } from '../../session/MessagesContext.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { useTry } from '../../view/useTry.ts';
import { Problem } from './Problem.tsx';
import { SecretShown } from './SecretShown.tsx';

/** On the old device: hands over what was said, and shows what opens it. */
export function MoveOutDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('moving');
  const { t: common } = useTranslation();
  const session = useMessagesSession();
  const { isBusy, problem, run } = useTry();
  const [moved, setMoved] = useState<MovedOut>();
  const [isEmpty, setIsEmpty] = useState(false);
  const begin = () =>
    run(async () => {
      const made = await moveOut(session);
      setMoved(made);
      setIsEmpty(made === undefined);
    });
  return (
    <Dialog title={t('out.title')} closeLabel={common('common.close')} onClose={onClose}>
      {moved ? (
        <SecretShown moved={moved} onDone={onClose} />
      ) : (
        <>
          <p className="text-sm text-pretty">{t('out.text')}</p>
          <p className="mt-3 text-sm text-quiet text-pretty">{t('out.hint')}</p>
          <Problem text={isEmpty ? t('out.nothing') : problem} />
          <div className="mt-6 flex flex-wrap justify-end gap-3">
            <Button onClick={onClose}>{common('common.cancel')}</Button>
            <Button look="primary" aria-busy={isBusy} onClick={() => void begin()}>
              {isBusy ? t('out.busy') : t('out.begin')}
            </Button>
          </div>
        </>
      )}
    </Dialog>
  );
}
