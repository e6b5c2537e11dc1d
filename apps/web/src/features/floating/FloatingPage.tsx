import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { useRoomTitle } from '../../session/useRoomTitle.ts';
import { useOnStage } from '../../view/useOnStage.ts';
import { FloatingControls } from './FloatingControls.tsx';
import { FloatingPicture } from './FloatingPicture.tsx';
import { followLooks } from './followLooks.ts';
import { useFloatingPicture } from './useFloatingPicture.ts';

/** The small page above all other windows: who is on the stage, and what one needs at hand. */
export function FloatingPage({ window }: { window: Window }) {
  const title = useRoomTitle();
  const model = useOnStage();
  const size = useWindowSize(window);
  useFloatingPicture(model, size, window.devicePixelRatio);
  useEffect(() => followLooks(document, window.document), [window]);
  useEffect(() => {
    window.document.title = title;
  }, [window, title]);
  return createPortal(
    <main aria-label={title} className="on-stage relative h-dvh overflow-hidden bg-stage">
      <FloatingPicture model={model} />
      <FloatingControls />
    </main>,
    window.document.body,
  );
}

/** As the window itself says it: observers of this page sleep with it while it is hidden. */
function useWindowSize(window: Window) {
  const [size, setSize] = useState({ width: window.innerWidth, height: window.innerHeight });
  useEffect(() => {
    const look = () => setSize({ width: window.innerWidth, height: window.innerHeight });
    look();
    window.addEventListener('resize', look);
    return () => window.removeEventListener('resize', look);
  }, [window]);
  return size;
}
