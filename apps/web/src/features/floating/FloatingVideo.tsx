import { useEffect, useState } from 'react';
import { pictureOf, useOnStage } from '../../view/useOnStage.ts';
import { useFloatingPicture } from './useFloatingPicture.ts';

type FloatingVideoProps = { video: HTMLVideoElement; window: PictureInPictureWindow };

/** Keeps the browser's own small window at whoever is on the stage. */
export function FloatingVideo({ video, window }: FloatingVideoProps) {
  const model = useOnStage();
  const [size, setSize] = useState({ width: window.width, height: window.height });
  useEffect(() => {
    const look = () => setSize({ width: window.width, height: window.height });
    window.addEventListener('resize', look);
    return () => window.removeEventListener('resize', look);
  }, [window]);
  useFloatingPicture(model, size, devicePixelRatio);
  const track = pictureOf(model)?.track ?? null;
  useEffect(() => {
    // Who has no picture leaves the last one: without any the browser would close the window.
    if (track === null) return;
    video.srcObject = new MediaStream([track]);
    video.play().catch(() => undefined);
  }, [video, track]);
  return null;
}
