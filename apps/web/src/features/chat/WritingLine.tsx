import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import { useCall } from '../../session/SessionContext.ts';

/** Who is writing now. It has its place whether anybody is, so that nothing moves. */
export function WritingLine() {
  const { t } = useTranslation();
  const names = useCall(
    useShallow(({ writers, peers }) => writers.flatMap((peerId) => peers[peerId]?.name ?? [])),
  );
  const [name, second, third] = names;
  return (
    <p aria-live="polite" className="-mb-2 h-5 shrink-0 truncate px-5 text-xs text-quiet">
      {third !== undefined
        ? t('chat.severalWrite')
        : second !== undefined
          ? t('chat.twoWrite', { name, second })
          : name !== undefined && t('chat.writes', { name })}
    </p>
  );
}
