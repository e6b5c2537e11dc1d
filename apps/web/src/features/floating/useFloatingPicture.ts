import { useEffect } from 'react';
import type { TileModel } from '../../view/arrange.ts';
import { useCallViewStore } from '../../view/callView.ts';
import { inPixels } from '../../view/inPixels.ts';
import { pictureOf } from '../../view/useOnStage.ts';

type Size = { readonly width: number; readonly height: number };

/** Says which picture is seen in the small window, and how large, in CSS pixels. */
export function useFloatingPicture(model: TileModel | null, size: Size, pixelRatio: number): void {
  const view = useCallViewStore();
  const isSelf = model?.person.isSelf === true;
  const publicationId = (isSelf ? null : pictureOf(model)?.publicationId) ?? null;
  const { width, height } = size;
  useEffect(() => {
    if (publicationId === null) return;
    const pixels = { width: inPixels(width, pixelRatio), height: inPixels(height, pixelRatio) };
    view.setState({ floatingPicture: { publicationId, size: pixels } });
    return () => view.setState({ floatingPicture: null });
  }, [view, publicationId, width, height, pixelRatio]);
}
