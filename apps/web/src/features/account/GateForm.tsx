import { type ReactNode, type SubmitEvent, useEffect, useRef } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Spinner } from '../../ui/Spinner.tsx';

type GateFormProps = {
  title: string;
  intro: string;
  submit: string;
  isBusy: boolean;
  /** About the whole; what is wrong with a field stands at the field. */
  problem: string | undefined;
  /** Whether it came in the place of another one, whose button had the focus. */
  takesFocus: boolean;
  onSubmit: (event: SubmitEvent) => void;
  children: ReactNode;
  /** Another way to the same end. */
  instead?: ReactNode;
  /** The ways to the other forms. */
  ways: ReactNode;
};

/** The common shape of signing in, signing up and setting another password. */
export function GateForm(props: GateFormProps) {
  const { title, intro, submit, isBusy, problem, takesFocus, onSubmit, children, instead, ways } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus]);
  return (
    <main className="mx-auto flex w-full max-w-md flex-1 flex-col justify-center py-8">
      <h1
        ref={heading}
        tabIndex={-1}
        className="text-3xl font-semibold tracking-[-0.025em] outline-none"
      >
        {title}
      </h1>
      <p className="mt-3 text-quiet text-pretty">{intro}</p>
      <form
        noValidate
        onSubmit={onSubmit}
        className="mt-6 flex flex-col gap-4 rounded-3xl border border-line bg-surface p-6 shadow-card sm:p-7"
      >
        {children}
        {problem !== undefined && <Notice look="problem">{problem}</Notice>}
        <Button type="submit" look="primary" size="large" aria-busy={isBusy} className="mt-1 w-full">
          {isBusy && <Spinner />}
          {submit}
        </Button>
        {instead}
      </form>
      <div className="mt-4 flex flex-wrap justify-center gap-2">{ways}</div>
    </main>
  );
}
