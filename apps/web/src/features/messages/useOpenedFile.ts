import { fetchFile } from '@parley/client/messages/fetchFile';
import type { StoredFile } from '@parley/client/messages/StoredMessage';
import { toParleyError } from '@parley/client/toParleyError';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useMessagesSession } from '../../session/MessagesContext.ts';
import { isPreviewed } from '../../view/isPreviewed.ts';

/** What is wrong: it is not kept any more, it is not what was sent, or it did not get through. */
export type FileProblem = 'gone' | 'broken' | 'lost';

const PROBLEMS: Readonly<Record<string, FileProblem>> = { 'not-found': 'gone', internal: 'broken' };

/** The file of a message as it was before it was sealed, fetched when it is wanted. */
export function useOpenedFile(file: StoredFile) {
  const { url } = useMessagesSession().line;
  const [blob, setBlob] = useState<Blob>();
  const [isOpening, setIsOpening] = useState(false);
  const [problem, setProblem] = useState<FileProblem>();
  const leaving = useRef<AbortController>(undefined);
  const isShown = file.fileId !== null && isPreviewed(file);

  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the message is read anew, the same file is another object.
  const open = useCallback(async (): Promise<Blob | undefined> => {
    const signal = leaving.current?.signal;
    if (file.fileId === null || signal === undefined) return undefined;
    setIsOpening(true);
    setProblem(undefined);
    try {
      const opened = await fetchFile(url, file, signal);
      if (!signal.aborted) setBlob(opened);
      return opened;
    } catch (error) {
      if (!signal.aborted) setProblem(PROBLEMS[toParleyError(error).code] ?? 'lost');
      return undefined;
    } finally {
      if (!signal.aborted) setIsOpening(false);
    }
  }, [url, file.fileId]);

  useEffect(() => {
    const controller = new AbortController();
    leaving.current = controller;
    if (isShown) void open();
    return () => controller.abort();
  }, [open, isShown]);

  return { blob, isOpening, problem, open, isShown };
}
