import { lazy, Suspense } from 'react';
import { loadPart } from './loadPart.ts';
import type { MovingPartProps } from './MovingPart.tsx';

const MovingPart = lazy(() =>
  loadPart(() => import('./MovingPart.tsx')).then(({ MovingPart }) => ({ default: MovingPart })),
);

/** Loaded when it is wanted: hardly anybody ever does, and it brings two thousand words. */
export function Moving(props: MovingPartProps) {
  return (
    <Suspense fallback={null}>
      <MovingPart {...props} />
    </Suspense>
  );
}
