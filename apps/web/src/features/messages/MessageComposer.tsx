import { LIMITS } from '@parley/protocol/limits';
import { SendHorizontal } from 'lucide-react';
import { type KeyboardEvent, type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMessagesSession } from '../../session/MessagesContext.ts';

/** Enter sends, Shift+Enter begins a new line. */
export function MessageComposer({ accountId }: { accountId: string }) {
  const { t } = useTranslation('messages');
  const session = useMessagesSession();
  const [draft, setDraft] = useState('');
  const excess = Array.from(draft).length - LIMITS.directTextLength;
  const canSend = draft.trim() !== '' && excess <= 0;
  const send = async () => {
    if (!canSend) return;
    await session.send(accountId, draft);
    // Kept: only now it may leave the field.
    setDraft((now) => (now === draft ? '' : now));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // While an input method is composing, Enter picks a word.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void send();
  };
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    void send();
  };
  return (
    <form onSubmit={onSubmit} className="border-t border-line p-3">
      {excess > 0 && (
        <p role="alert" className="px-2 pb-2 text-sm text-danger">
          {t('tooLong', { count: excess })}
        </p>
      )}
      <div className="flex items-end gap-1.5 rounded-2xl border border-edge bg-surface p-1.5 focus-within:border-accent focus-within:ring-1 focus-within:ring-accent">
        <textarea
          rows={1}
          value={draft}
          aria-label={t('message')}
          placeholder={t('placeholder')}
          enterKeyHint="send"
          onChange={(event) => setDraft(event.target.value)}
          onKeyDown={onKeyDown}
          className="field-sizing-content max-h-36 min-h-9 flex-1 resize-none bg-transparent px-2.5 py-1.5 text-[0.9375rem] leading-6 outline-none placeholder:text-quiet max-md:text-base"
        />
        <button
          type="submit"
          aria-label={t('send')}
          title={t('send')}
          aria-disabled={!canSend}
          className="grid size-9 shrink-0 place-items-center rounded-xl bg-accent text-on-accent transition-colors touchable hover:bg-accent-hover aria-disabled:bg-fill aria-disabled:text-quiet"
        >
          <SendHorizontal aria-hidden className="size-4.5" />
        </button>
      </div>
    </form>
  );
}
