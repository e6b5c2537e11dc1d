import { useContext, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { formerPeers, PresenceContext } from '../../session/presence.ts';
import { useCall } from '../../session/SessionContext.ts';
import { PeerPicture } from '../../view/PeerPicture.tsx';
import { StatusSign } from '../../view/StatusSign.tsx';
import { useStatusText } from '../../view/useStatusText.ts';

/** Who has left the call, and how they are now; of those whom one may find. */
export function FormerPeople() {
  const { t } = useTranslation();
  const statusText = useStatusText();
  const here = useCall(({ peers }) => peers);
  const presence = useStore(useContext(PresenceContext));
  const former = useMemo(() => formerPeers(presence, here), [presence, here]);
  if (former.length === 0) return null;
  return (
    <section aria-labelledby="people-former" className="mt-3 border-t border-line pt-3">
      <h3 id="people-former" className="px-3 pb-1 text-sm font-semibold text-quiet">
        {t('people.former')}
      </h3>
      <ul aria-labelledby="people-former">
        {former.map(({ name, account }) => {
          const card = presence.cards[account.accountId];
          return (
            <li key={account.accountId} className="flex items-center gap-3 py-1.5 pr-1.5 pl-3">
              <PeerPicture name={name} account={account} className="size-9 text-sm" />
              <span className="min-w-0 flex-1 text-[0.9375rem]">
                <span className="block truncate">{name}</span>
                {card && (
                  <span className="flex items-center gap-1.5 text-xs text-quiet">
                    <StatusSign status={card.status} className="size-3" />
                    <span className="truncate">{statusText(card)}</span>
                  </span>
                )}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
