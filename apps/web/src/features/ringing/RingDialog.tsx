import type { Person } from '@parley/protocol/account';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { PersonPicture } from '../../account/PersonPicture.tsx';
import { classNames } from '../../ui/classNames.ts';

type RingDialogProps = {
  person: Person;
  title: string;
  isRinging: boolean;
  /** Escape. */
  onClose: () => void;
  children: ReactNode;
};

/**
 * Stands above everything for as long as it is rendered. It comes unasked: so the focus goes to its
 * heading, where no key that somebody is just typing does anything.
 */
export function RingDialog({ person, title, isRinging, onClose, children }: RingDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const id = useId();
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    heading.current?.focus();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      className="off-stage m-auto w-[min(26rem,calc(100vw-2rem))] animate-rise rounded-3xl bg-raised px-6 py-8 text-center text-ink shadow-raised forced-colors:border"
    >
      <PersonPicture
        person={person}
        className={classNames(
          'mx-auto size-28 text-4xl',
          isRinging && 'ring-4 ring-accent/40 motion-safe:animate-pulse',
        )}
      />
      <h2
        ref={heading}
        id={id}
        tabIndex={-1}
        className="mt-5 text-xl font-semibold tracking-tight text-balance outline-none"
      >
        {title}
      </h2>
      {children}
    </dialog>
  );
}
