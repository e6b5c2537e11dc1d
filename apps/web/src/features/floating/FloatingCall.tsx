import type { Floating } from '../../view/floating.ts';
import { FloatingPage } from './FloatingPage.tsx';
import { FloatingVideo } from './FloatingVideo.tsx';

export function FloatingCall({ floating }: { floating: Floating }) {
  if (floating.kind === 'page') return <FloatingPage window={floating.window} />;
  return <FloatingVideo video={floating.video} window={floating.window} />;
}
