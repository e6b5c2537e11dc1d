import type { CallState } from '../store/CallState.ts';

/** Four by four: where more are on a screen, each of them is small. */
const MANY = 16;

/** Whether so many cameras are on that whoever looks at all of them sees each of them small. */
export function isCrowd({ publications }: Pick<CallState, 'publications'>): boolean {
  const cameras = Object.values(publications).filter(
    ({ source, isPaused }) => source === 'camera' && !isPaused,
  );
  return cameras.length > MANY;
}
