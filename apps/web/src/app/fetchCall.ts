import { loadMediasoup } from '@parley/client/media/loadMediasoup';
import { loadMediaLink } from '@parley/client/session/loadMediaLink';

/** Fetches the code of a call, so that whoever answers does not wait for it. What fails is fetched again where it is used. */
export async function fetchCall(): Promise<void> {
  await Promise.allSettled([
    import('./RoomRoute.tsx'),
    import('./PrivateRoom.tsx'),
    import('./CallPage.tsx'),
    loadMediasoup(),
    loadMediaLink(),
  ]);
}
