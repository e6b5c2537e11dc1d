import type { Locator } from '@playwright/test';
import { ROLE_NAMES, ROLES, type RoleName } from '../media/cast.ts';
import { comparePictures, type SeenPicture } from './comparePictures.ts';

/** VP8 at a low bit rate shifts colours by up to about 20; two roles are 150 and more apart. */
const LARGEST_SHIFT = 60;
/** The bar covers a tenth of the picture and moves by a third of its width between two looks. */
const LEAST_MOVED = 0.005;

/** @returns undefined while the element has no picture */
export async function look(video: Locator): Promise<SeenPicture | undefined> {
  return video.evaluate(comparePictures);
}

/** Whose moving picture a video shows; undefined while it shows none, or one that stands still. */
export async function seenRole(video: Locator): Promise<RoleName | undefined> {
  const picture = await look(video);
  if (!picture || picture.moved < LEAST_MOVED) return undefined;
  return ROLE_NAMES.find((role) => distance(picture, ROLES[role].colour) < LARGEST_SHIFT);
}

type Colour = { readonly red: number; readonly green: number; readonly blue: number };

function distance(one: Colour, other: Colour): number {
  return Math.hypot(one.red - other.red, one.green - other.green, one.blue - other.blue);
}

/** How many frames the video element has presented since its stream was set. */
export async function presentedFrames(video: Locator): Promise<number> {
  return video.evaluate(
    (element: HTMLVideoElement) => element.getVideoPlaybackQuality().totalVideoFrames,
  );
}
