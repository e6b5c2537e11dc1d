import { lazy, Suspense, useEffect } from 'react';
import { useCallView, useCallViewStore } from '../view/callView.ts';
import { closeFloating } from '../view/floating.ts';
import { loadPart } from './loadPart.ts';

const FloatingCall = lazy(() =>
  loadPart(() => import('../features/floating/FloatingCall.tsx')).then(({ FloatingCall }) => ({
    default: FloatingCall,
  })),
);

/** What is in the small window above all others; it goes with the call. */
export function FloatingPart() {
  const view = useCallViewStore();
  const floating = useCallView((state) => state.floating);
  useEffect(() => () => closeFloating(view.getState().floating), [view]);
  if (floating === null) return null;
  return (
    <Suspense fallback={null}>
      <FloatingCall floating={floating} />
    </Suspense>
  );
}
