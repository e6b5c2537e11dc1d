import { useTranslation } from 'react-i18next';
import { useCall } from '../../session/SessionContext.ts';
import { Avatar } from '../../ui/Avatar.tsx';

const NAMED = 3;

/** Who is already in the call, by name as far as that stays readable. */
export function WhoIsHere() {
  const { t, i18n } = useTranslation();
  const preview = useCall((state) => state.preview);
  if (preview === null) return <p className="mt-3 min-h-8 text-quiet">{t('prejoin.connecting')}</p>;
  if (preview.peerCount === 0) return <p className="mt-3 min-h-8 text-quiet">{t('prejoin.nobody')}</p>;

  const named = preview.names.slice(0, NAMED);
  const others = preview.peerCount - named.length;
  const conjunction = new Intl.ListFormat(i18n.language, { type: others > 0 ? 'unit' : 'conjunction' });
  const names = conjunction.format(named);
  return (
    <div className="mt-3 flex min-h-8 items-center gap-3">
      <div className="flex -space-x-2">
        {named.map((name, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: names are not unique, and nothing moves here.
          <Avatar key={index} name={name} className="size-8 text-xs ring-2 ring-ground" />
        ))}
      </div>
      <p className="text-quiet">
        {others > 0
          ? t('prejoin.hereMore', { names, count: others })
          : t('prejoin.here', { names, count: named.length })}
      </p>
    </div>
  );
}
