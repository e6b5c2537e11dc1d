import type { Person, Picture } from '../session/usePeople.ts';
import type { Layout } from './callView.ts';

/** Something that has a place on the stage: a person, or a screen that a person shares. */
export type TileModel =
  | { readonly kind: 'person'; readonly key: string; readonly person: Person }
  | {
      readonly kind: 'screen';
      readonly key: string;
      readonly person: Person;
      readonly picture: Picture;
    };

export type Arrangement = {
  /** The one that gets the stage; null is a grid of equals. */
  readonly main: TileModel | null;
  readonly others: readonly TileModel[];
};

type Wish = {
  readonly layout: Layout;
  readonly pinned: string | null;
  readonly isSelfHidden: boolean;
  /** Who has the stage in the speaker layout. */
  readonly speakerId: string | null;
};

/** The tile of somebody's screen, also of the next one that they share. */
export const screenKeyOf = (peerId: string): string => `screen-of-${peerId}`;

/** Who is where: what is pinned comes first, then a screen, then whoever speaks. */
export function arrange(people: readonly Person[], wish: Wish): Arrangement {
  const tiles = tilesOf(people, wish.isSelfHidden);
  const main = tiles.find(({ key }) => key === wish.pinned) ?? mainOf(tiles, wish);
  return { main: main ?? null, others: tiles.filter((tile) => tile !== main) };
}

function tilesOf(people: readonly Person[], isSelfHidden: boolean): TileModel[] {
  const screens = people.flatMap((person): TileModel[] =>
    person.screen === null
      ? []
      : [{ kind: 'screen', key: screenKeyOf(person.peerId), person, picture: person.screen }],
  );
  // Alone, one's own tile is all there is to see.
  const isHiding = isSelfHidden && people.length > 1;
  const persons = people
    .filter(({ isSelf }) => !(isSelf && isHiding))
    .map((person): TileModel => ({ kind: 'person', key: person.peerId, person }));
  return [...screens, ...persons];
}

function mainOf(tiles: readonly TileModel[], { layout, speakerId }: Wish): TileModel | undefined {
  if (layout === 'grid') return undefined;
  // One's own screen is already in front of one.
  const screen = tiles.findLast(({ kind, person }) => kind === 'screen' && !person.isSelf);
  if (screen || layout === 'auto') return screen;
  const others = tiles.filter(({ kind, person }) => kind === 'person' && !person.isSelf);
  return others.find(({ key }) => key === speakerId) ?? others[0];
}
