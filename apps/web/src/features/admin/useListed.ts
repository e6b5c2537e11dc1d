import { useEffect, useState } from 'react';
import { useAdminTools } from './AdminContext.ts';

const EVERY_MS = 15_000;

/** A list of the server's, read anew now and then and after each change. */
export function useListed<Item>(read: () => Promise<readonly Item[]>): {
  items: readonly Item[];
  /** Does something, and then reads the list anew. */
  change: (action: () => Promise<unknown>) => Promise<void>;
} {
  const { act } = useAdminTools();
  const [items, setItems] = useState<readonly Item[]>([]);
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` asks for another reading; `read` is always the same question.
  useEffect(() => {
    let isOver = false;
    const load = () => {
      // A look that fails is repeated, and the page says that the server does not answer.
      read().then(
        (found) => !isOver && setItems(found),
        () => undefined,
      );
    };
    load();
    const timer = setInterval(load, EVERY_MS);
    return () => {
      isOver = true;
      clearInterval(timer);
    };
  }, [round]);
  return {
    items,
    change: async (action) => {
      await act(action);
      setRound((count) => count + 1);
    },
  };
}
