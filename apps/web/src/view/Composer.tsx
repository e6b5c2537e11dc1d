import { SendHorizontal } from 'lucide-react';
import { type ClipboardEvent, type KeyboardEvent, type SubmitEvent, useEffect, useRef } from 'react';
import { classNames } from '../ui/classNames.ts';
import { AttachButton } from './AttachButton.tsx';

type ComposerProps = {
  draft: string;
  onDraft: (draft: string) => void;
  /** Only for what may be sent: not empty, and not too long. */
  onSend: () => void;
  /** In characters (code points). */
  maxLength: number;
  words: {
    /** What the field is called. */
    message: string;
    placeholder: string;
    send: string;
    tooLong: (excess: number) => string;
  };
  /** Takes files, chosen or pasted; where it is missing, none are taken. */
  attach?: { label: string; onFiles: (files: readonly File[]) => void } | undefined;
  /** The person has just opened it to write. */
  takesFocus?: boolean;
  className?: string;
};

/** Where messages are written: Enter sends, Shift+Enter begins a new line. */
export function Composer(props: ComposerProps) {
  const { draft, onDraft, onSend, maxLength, words, attach, takesFocus = false, className } = props;
  const field = useRef<HTMLTextAreaElement>(null);
  const excess = Array.from(draft).length - maxLength;
  const canSend = draft.trim() !== '' && excess <= 0;

  useEffect(() => {
    // On a phone the focus would bring up the keyboard, over what one came to read.
    const element = field.current;
    if (element === null || !takesFocus || matchMedia('(pointer: coarse)').matches) return;
    element.focus({ preventScroll: true });
    // Behind the draft that is still there, if any.
    element.setSelectionRange(element.value.length, element.value.length);
  }, [takesFocus]);

  const send = () => {
    if (!canSend) return;
    onSend();
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // While an input method is composing, Enter picks a word.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  const onPaste = (event: ClipboardEvent) => {
    const files = [...event.clipboardData.files];
    if (attach === undefined || files.length === 0) return;
    event.preventDefault();
    attach.onFiles(files);
  };
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    send();
  };

  return (
    <form onSubmit={onSubmit} className={classNames('p-3', className)}>
      {excess > 0 && (
        <p role="alert" className="px-2 pb-2 text-sm text-danger">
          {words.tooLong(excess)}
        </p>
      )}
      <div className="flex items-end gap-1.5 rounded-2xl border border-edge bg-surface p-1.5 transition-colors focus-within:border-accent focus-within:ring-1 focus-within:ring-accent">
        {attach && <AttachButton {...attach} />}
        <textarea
          ref={field}
          rows={1}
          value={draft}
          aria-label={words.message}
          placeholder={words.placeholder}
          enterKeyHint="send"
          onChange={(event) => onDraft(event.target.value)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          className="field-sizing-content max-h-36 min-h-9 flex-1 resize-none bg-transparent px-2.5 py-1.5 text-[0.9375rem] leading-6 outline-none placeholder:text-quiet max-md:text-base"
        />
        <button
          type="submit"
          aria-label={words.send}
          title={words.send}
          aria-disabled={!canSend}
          className="grid size-9 shrink-0 place-items-center rounded-xl bg-accent text-on-accent transition-colors touchable hover:bg-accent-hover aria-disabled:bg-fill aria-disabled:text-quiet"
        >
          <SendHorizontal aria-hidden className="size-4.5" />
        </button>
      </div>
    </form>
  );
}
