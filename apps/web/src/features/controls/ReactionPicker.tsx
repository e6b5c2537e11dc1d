import { REACTIONS } from '@parley/protocol/reaction';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../session/SessionContext.ts';
import { ReactionIcon } from '../../view/ReactionIcon.tsx';

export function ReactionPicker({ onPicked }: { onPicked: () => void }) {
  const { t } = useTranslation();
  const session = useSession();
  return (
    <div className="flex">
      {REACTIONS.map((reaction) => (
        <button
          key={reaction}
          type="button"
          aria-label={t(`reaction.${reaction}`)}
          title={t(`reaction.${reaction}`)}
          className="grid size-11 place-items-center rounded-xl text-2xl transition-transform hover:bg-fill-strong motion-safe:hover:scale-115"
          onClick={() => {
            void session.react(reaction).catch(() => undefined);
            onPicked();
          }}
        >
          <ReactionIcon reaction={reaction} className="size-7" />
        </button>
      ))}
    </div>
  );
}
