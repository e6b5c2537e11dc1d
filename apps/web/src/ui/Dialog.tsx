import { X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { IconButton } from './IconButton.tsx';

type DialogProps = { title: string; closeLabel: string; onClose: () => void; children: ReactNode };

/**
 * The browser's own modal dialog: it keeps the focus inside, gives it back, closes with Escape and
 * stands above everything, also in fullscreen. Rendered while it is open.
 */
export function Dialog({ title, closeLabel, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click beside the dialog; its key is Escape.
    <dialog
      ref={dialog}
      aria-labelledby={id}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}
      className="off-stage m-auto max-h-[calc(100dvh-2rem)] w-[min(30rem,calc(100vw-2rem))] animate-rise overflow-y-auto rounded-2xl bg-raised text-ink shadow-raised forced-colors:border"
    >
      <div className="p-6">
        <header className="mb-5 flex items-center justify-between gap-4">
          <h2 id={id} className="text-lg font-semibold tracking-tight">
            {title}
          </h2>
          <IconButton label={closeLabel} icon={X} onClick={onClose} className="-mr-2" />
        </header>
        {children}
      </div>
    </dialog>
  );
}
