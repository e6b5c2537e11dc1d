import { LIMITS } from '@parley/protocol/limits';
import { SendHorizontal } from 'lucide-react';
import { type KeyboardEvent, type SubmitEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../session/SessionContext.ts';
import { useCallView, useCallViewStore } from '../../view/callView.ts';

/** Enter sends, Shift+Enter begins a new line. */
export function Composer() {
  const { t } = useTranslation();
  const session = useSession();
  const view = useCallViewStore();
  const draft = useCallView((state) => state.draft);
  const field = useRef<HTMLTextAreaElement>(null);
  const excess = Array.from(draft).length - LIMITS.chatTextLength;
  const canSend = draft.trim() !== '' && excess <= 0;

  useEffect(() => {
    // On a phone the focus would bring up the keyboard, over what one came to read.
    const element = field.current;
    if (element === null || matchMedia('(pointer: coarse)').matches) return;
    element.focus({ preventScroll: true });
    // Behind the draft that is still there, if any.
    element.setSelectionRange(element.value.length, element.value.length);
  }, []);

  const send = () => {
    if (!canSend) return;
    session.sendChat(draft.trim());
    view.setState({ draft: '' });
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // While an input method is composing, Enter picks a word.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    send();
  };

  return (
    <form onSubmit={onSubmit} className="p-3">
      {excess > 0 && (
        <p role="alert" className="px-2 pb-2 text-sm text-danger">
          {t('chat.tooLong', { count: excess })}
        </p>
      )}
      <div className="flex items-end gap-1.5 rounded-2xl border border-edge bg-surface p-1.5 transition-colors focus-within:border-accent focus-within:ring-1 focus-within:ring-accent">
        <textarea
          ref={field}
          rows={1}
          value={draft}
          aria-label={t('chat.message')}
          placeholder={t('chat.placeholder')}
          enterKeyHint="send"
          onChange={(event) => view.setState({ draft: event.target.value })}
          onKeyDown={onKeyDown}
          className="field-sizing-content max-h-36 min-h-9 flex-1 resize-none bg-transparent px-2.5 py-1.5 text-[0.9375rem] leading-6 outline-none placeholder:text-quiet max-md:text-base"
        />
        <button
          type="submit"
          aria-label={t('chat.send')}
          title={t('chat.send')}
          aria-disabled={!canSend}
          className="grid size-9 shrink-0 place-items-center rounded-xl bg-accent text-on-accent transition-colors touchable hover:bg-accent-hover aria-disabled:bg-fill aria-disabled:text-quiet"
        >
          <SendHorizontal aria-hidden className="size-4.5" />
        </button>
      </div>
    </form>
  );
}
