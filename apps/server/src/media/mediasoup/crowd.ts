import type { PictureSize } from '@parley/protocol/media';

/** What of a picture is sent at the most because of those that are shown beside it. */
export type Share = {
  /** Not even where a larger layer would fit the tile. */
  readonly isSmallest: boolean;
  /** How often its frame rate is halved. */
  readonly halvings: number;
};

type Shown = { readonly publicationId: string; readonly size?: PictureSize | undefined };

/** Nine tiles, three by three: up to here each has all that fits it. */
const FEW = 9;
/** Four by four: from here on tiles are small on every screen. */
const MANY = 16;
/** From here on nobody looks at one of them. */
const CROWD = 25;
/** Tiles of one grid may differ by a pixel, a stage and its strip by far more. */
const ABOUT_AS_LARGE = 0.8;

/**
 * The share of each picture that is shown, by its id. Pictures that are shown in about the same size, or larger,
 * are what it is shared with: a speaker on a stage is alone however long the strip beside is.
 */
export function sharesOf(shown: readonly Shown[]): Map<string, Share> {
  const areas = shown.map(({ size }) => (size ? size.width * size.height : Number.POSITIVE_INFINITY));
  return new Map(
    shown.map(({ publicationId }, index) => {
      const least = (areas[index] ?? 0) * ABOUT_AS_LARGE;
      return [publicationId, shareAmong(areas.filter((area) => area >= least).length)];
    }),
  );
}

/** @param pictures how many are as large, with this one */
function shareAmong(pictures: number): Share {
  if (pictures <= FEW) return { isSmallest: false, halvings: 0 };
  return { isSmallest: pictures > MANY, halvings: pictures > CROWD ? 2 : 1 };
}
