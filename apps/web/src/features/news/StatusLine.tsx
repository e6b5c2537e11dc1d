import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../session/SessionContext.ts';
import { classNames } from '../../ui/classNames.ts';
import { type News, newsOf } from './newsOf.ts';

/** Long enough to be read, and for a screen reader to finish its sentence. */
const SHOWN_MS = 5000;
/** Of many things at once the last few are to be seen; who hears the page is told more of them. */
const SHOWN_AT_ONCE = 3;
const KEPT = 12;

/** There is a banner for this already; here it is only for those who hear the page. */
const BANNER_KINDS: ReadonlySet<News['kind']> = new Set(['reconnecting', 'draining']);

type Line = News & { readonly key: number };

/** The one quiet place that says what happens. It is always there, so that it is announced. */
export function StatusLine() {
  const { t } = useTranslation();
  const session = useSession();
  const [lines, setLines] = useState<readonly Line[]>([]);

  useEffect(() => {
    let key = 0;
    const timers = new Set<ReturnType<typeof setTimeout>>();
    const unsubscribe = session.store.subscribe((now, before) => {
      for (const news of newsOf(before, now)) {
        key += 1;
        const line = { ...news, key };
        setLines((shown) => [...shown, line].slice(-KEPT));
        const timer = setTimeout(() => {
          timers.delete(timer);
          setLines((shown) => shown.filter((other) => other !== line));
        }, SHOWN_MS);
        timers.add(timer);
      }
    });
    return () => {
      unsubscribe();
      for (const timer of timers) clearTimeout(timer);
    };
  }, [session]);

  const textOf = (news: News): string => {
    if (news.kind === 'reaction') {
      return t('news.reaction', { name: news.name, reaction: t(`reaction.${news.reaction}`) });
    }
    return 'name' in news ? t(`news.${news.kind}`, { name: news.name }) : t(`news.${news.kind}`);
  };

  return (
    <div
      role="status"
      className="pointer-events-none absolute inset-x-0 top-4 z-20 flex flex-col items-center gap-1.5 px-4"
    >
      {lines.map((line, index) => (
        <p
          key={line.key}
          className={classNames(
            (BANNER_KINDS.has(line.kind) || index < lines.length - SHOWN_AT_ONCE) && 'sr-only',
            'max-w-full animate-rise truncate rounded-full bg-raised px-4 py-2 text-sm font-medium shadow-raised forced-colors:border',
          )}
        >
          {textOf(line)}
        </p>
      ))}
    </div>
  );
}
