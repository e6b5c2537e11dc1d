import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useCall, useSession } from '../../session/SessionContext.ts';

/** How near to an edge counts as being there, in CSS pixels. */
const NEAR = 48;

/**
 * A log that stays at its end while it is read there, keeps its place when older messages come in
 * above, and asks for those when it is scrolled up.
 */
export function useLogScroll() {
  const session = useSession();
  const { messages, unsent, hasMore, isLoadingOlder } = useCall((state) => state.chat);
  const ref = useRef<HTMLDivElement>(null);
  const [isAtEnd, setIsAtEnd] = useState(true);
  const isPinned = useRef(true);
  const before = useRef({ first: messages[0]?.messageId, height: 0 });
  const first = messages[0]?.messageId;

  const goToEnd = useCallback(() => {
    const log = ref.current;
    if (log) log.scrollTop = log.scrollHeight;
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: runs whenever what is shown has changed.
  useLayoutEffect(() => {
    const log = ref.current;
    if (!log) return;
    const grewAbove = before.current.first !== undefined && before.current.first !== first;
    if (isPinned.current) goToEnd();
    else if (grewAbove) log.scrollTop += log.scrollHeight - before.current.height;
    before.current = { first, height: log.scrollHeight };
  }, [messages, unsent, isLoadingOlder]);

  // What this person writes is always shown.
  const written = unsent.length;
  useEffect(() => {
    if (written > 0) goToEnd();
  }, [written, goToEnd]);

  const onScroll = () => {
    const log = ref.current;
    if (!log) return;
    isPinned.current = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR;
    setIsAtEnd(isPinned.current);
    const isAtTop = log.scrollTop < NEAR && log.scrollHeight > log.clientHeight;
    if (isAtTop && hasMore && !isLoadingOlder) void session.loadOlderChat();
  };

  return { ref, onScroll, isAtEnd, goToEnd };
}
