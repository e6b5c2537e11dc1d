import type { ShownPicture } from '@parley/client/session/CallCommands';

/** Each picture once, as large as it is seen anywhere: a limit on pictures counts every entry. */
export function withFloating(
  shown: readonly ShownPicture[],
  floating: ShownPicture | null,
): readonly ShownPicture[] {
  if (floating === null) return shown;
  const same = shown.find(({ publicationId }) => publicationId === floating.publicationId);
  if (!same) return [...shown, floating];
  const size = {
    width: Math.max(same.size.width, floating.size.width),
    height: Math.max(same.size.height, floating.size.height),
  };
  return shown.map((picture) => (picture === same ? { ...picture, size } : picture));
}
