import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { classNames } from '../../ui/classNames.ts';
import type { TileModel } from '../../view/arrange.ts';
import type { Box } from './gridLayout.ts';
import { PersonTile } from './PersonTile.tsx';
import { ScreenTile } from './ScreenTile.tsx';

type TileProps = { model: TileModel; box: Box; isMain: boolean };

/** One place on the stage. Its name says everything that its picture shows. */
export const Tile = memo(function Tile({ model, box, isMain }: TileProps) {
  const { t } = useTranslation();
  const { person } = model;
  const isTalking = model.kind === 'person' && person.isSpeaking && !person.isMuted;
  const called = person.isSelf ? t('call.you', { name: person.name }) : person.name;
  const name =
    model.kind === 'screen'
      ? t('call.screenOf', { name: person.name })
      : [
          called,
          person.isMuted && t('call.muted'),
          isTalking && t('call.speaking'),
          person.screen !== null && t('call.sharing'),
        ]
          .filter(Boolean)
          .join(', ');

  return (
    <li
      aria-label={name}
      data-main={isMain}
      style={{
        width: box.width,
        height: box.height,
        transform: `translate(${box.x}px, ${box.y}px)`,
      }}
      className={classNames(
        'absolute top-0 left-0 overflow-hidden rounded-tile',
        // A screen keeps its own shape; around it there is just the stage.
        model.kind === 'screen' && !person.isSelf ? 'bg-stage' : 'bg-tile',
        'transition-[transform,width,height] duration-200 ease-calm',
        'forced-colors:border',
      )}
    >
      {model.kind === 'screen' ? (
        <ScreenTile picture={model.picture} person={person} />
      ) : (
        <PersonTile person={person} box={box} isTalking={isTalking} />
      )}
    </li>
  );
});
