import { type BroughtIn, bringIn } from '@parley/client/messages/moving/bringIn';
import { fromRecoveryWords } from '@parley/client/messages/moving/recoveryWords';
import { type SubmitEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMessages, useMessagesSession } from '../../session/MessagesContext.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { useTry } from '../../view/useTry.ts';
import { Problem } from './Problem.tsx';
import { useWordsProblem } from './useWordsProblem.ts';

type BringInDialogProps = {
  /** Of a link; without it the words are asked for. */
  secret?: Uint8Array<ArrayBuffer> | undefined;
  onClose: () => void;
};

/** On the new device: brings in what the old one has handed over. */
export function BringInDialog({ secret, onClose }: BringInDialogProps) {
  const { t } = useTranslation('moving');
  const { t: common } = useTranslation();
  const session = useMessagesSession();
  const isReady = useMessages((state) => state.phase === 'ready');
  const explain = useWordsProblem();
  const { isBusy, problem, run } = useTry();
  const [typed, setTyped] = useState('');
  const [refusal, setRefusal] = useState<string>();
  const [brought, setBrought] = useState<BroughtIn>();
  const id = useId();

  const bring = (event: SubmitEvent) => {
    event.preventDefault();
    setBrought(undefined);
    const read = secret === undefined ? fromRecoveryWords(typed) : { secret };
    setRefusal('problem' in read ? explain(read.problem) : undefined);
    if ('secret' in read) void run(async () => setBrought(await bringIn(session, read.secret)));
  };

  if (brought?.outcome === 'done') {
    return (
      <Dialog title={t('in.title')} closeLabel={common('common.close')} onClose={onClose}>
        <p role="status" className="text-sm text-pretty">
          {t('in.done', { count: brought.count })}
        </p>
        <div className="mt-6 flex justify-end">
          <Button look="primary" onClick={onClose}>
            {common('common.close')}
          </Button>
        </div>
      </Dialog>
    );
  }
  const wrong = secret === undefined ? t('in.wrong') : t('in.wrongLink');
  const outcome = brought && (brought.outcome === 'none' ? t('in.none') : wrong);
  const text = isReady ? (refusal ?? outcome ?? problem) : t('in.notReady');
  return (
    <Dialog title={t('in.title')} closeLabel={common('common.close')} onClose={onClose}>
      <form noValidate onSubmit={bring}>
        {secret ? (
          <p className="text-sm text-pretty">{t('in.byLink')}</p>
        ) : (
          <>
            <p className="mb-4 text-sm text-pretty">{t('in.text')}</p>
            <label htmlFor={id} className="mb-1.5 block text-sm font-medium">
              {t('in.words')}
            </label>
            <textarea
              id={id}
              rows={3}
              value={typed}
              autoCapitalize="none"
              autoComplete="off"
              spellCheck={false}
              aria-invalid={text !== undefined}
              aria-describedby={`${id}-problem`}
              onChange={(event) => setTyped(event.target.value)}
              className="w-full rounded-xl border border-edge bg-surface p-3.5 text-base focus:border-accent focus:outline-2 focus:-outline-offset-1 focus:outline-accent"
            />
          </>
        )}
        <Problem id={`${id}-problem`} text={text} />
        <div className="mt-6 flex flex-wrap justify-end gap-3">
          <Button onClick={onClose}>{common('common.cancel')}</Button>
          <Button type="submit" look="primary" aria-busy={isBusy} disabled={!isReady}>
            {isBusy ? t('in.busy') : t('in.begin')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
