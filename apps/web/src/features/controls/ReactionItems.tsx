import { REACTIONS } from '@parley/protocol/reaction';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../session/SessionContext.ts';
import { MenuTile, MenuTiles } from '../../ui/Menu.tsx';
import { ReactionIcon } from '../../view/ReactionIcon.tsx';

/** The reactions as a row of a menu, for screens without room for a button of their own. */
export function ReactionItems() {
  const { t } = useTranslation();
  const session = useSession();
  return (
    <MenuTiles label={t('controls.reactions')}>
      {REACTIONS.map((reaction) => (
        <MenuTile
          key={reaction}
          label={t(`reaction.${reaction}`)}
          onSelect={() => void session.react(reaction).catch(() => undefined)}
        >
          <ReactionIcon reaction={reaction} className="size-6" />
        </MenuTile>
      ))}
    </MenuTiles>
  );
}
