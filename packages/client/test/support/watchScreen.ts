import type { CallSession } from '../../src/session/CallSession.ts';
import { untilState } from './headless.ts';

/** As large as a stage shows it. */
const LARGE = { width: 1_280, height: 720 };

/** Joins, and watches the screen that somebody shares. */
export async function watchScreen(viewer: CallSession, name: string): Promise<MediaStreamTrack> {
  await viewer.join(name);
  const publicationId = await untilState(
    viewer,
    ({ publications }) =>
      Object.values(publications).find(({ source }) => source === 'screen')?.publicationId,
  );
  viewer.showPictures([{ publicationId, size: LARGE }]);
  return untilState(viewer, ({ received }) => received[publicationId]);
}
