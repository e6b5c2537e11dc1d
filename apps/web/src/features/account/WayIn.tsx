import type { LucideIcon } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';

type WayInProps = {
  icon: LucideIcon;
  onTry: () => Promise<void>;
  /** What went wrong, for the person; throws what nobody expected. */
  explain: (error: unknown) => string;
  children: ReactNode;
};

/** A way in that needs no fields: a button, and above it why it did not work. */
export function WayIn({ icon: Icon, onTry, explain, children }: WayInProps) {
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<string>();

  useEffect(() => {
    // Somebody who went to another page by this and came back finds it as it was left (back/forward cache).
    const backAgain = () => setIsBusy(false);
    addEventListener('pageshow', backAgain);
    return () => removeEventListener('pageshow', backAgain);
  }, []);

  // Who got in stays busy: what is shown is about to be something else.
  const attempt = async () => {
    setIsBusy(true);
    setProblem(undefined);
    try {
      await onTry();
    } catch (error) {
      setIsBusy(false);
      setProblem(explain(error));
    }
  };

  return (
    <>
      {problem !== undefined && <Notice look="problem">{problem}</Notice>}
      <Button
        size="large"
        aria-busy={isBusy}
        disabled={isBusy}
        className="w-full"
        onClick={() => void attempt()}
      >
        <Icon aria-hidden className="size-5" />
        <span className="min-w-0 truncate">{children}</span>
      </Button>
    </>
  );
}
