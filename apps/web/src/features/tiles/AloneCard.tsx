import { isCallCode } from '@parley/protocol/code';
import { useTranslation } from 'react-i18next';
import { useCall } from '../../session/SessionContext.ts';
import { useIsDirectCall } from '../../session/useIsDirectCall.ts';
import { CopyLinkButton } from '../../view/CopyLinkButton.tsx';

/** The first one in a room learns how to get the others there. */
export function AloneCard() {
  const { t } = useTranslation();
  const isAlone = useCall((state) => Object.keys(state.peers).length === 1);
  const room = useCall((state) => state.room);
  const isDirect = useIsDirectCall();
  if (!isAlone) return null;
  const isCode = isCallCode(room);
  return (
    <section className="absolute top-3 left-3 max-w-[min(20rem,calc(100%-1.5rem))] animate-rise rounded-2xl bg-raised p-5 shadow-raised">
      <h2 className="font-semibold">{isCode ? t('call.tellCode') : t('call.alone')}</h2>
      {isCode && <p className="mt-2 text-4xl font-semibold tracking-tight tabular-nums">{room}</p>}
      <p className="mt-1 text-sm text-quiet">
        {isCode
          ? t('call.tellCodeHint', { host: location.host })
          : t(isDirect ? 'call.aloneDirectHint' : 'call.aloneHint')}
      </p>
      {!isDirect && (
        <div className="mt-4">
          <CopyLinkButton look="primary" />
        </div>
      )}
    </section>
  );
}
