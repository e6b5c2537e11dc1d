import type { AudioLevelObserver, Router } from 'mediasoup/types';

const INTERVAL_MS = 250;
/** dBov (RFC 6464): speech is far above, breath and fans below. */
const THRESHOLD_DBOV = -60;
/** Whoever is not in a look counts as silent, so it has to hold everybody. */
const MAX_HEARD = 1_000;

/** Looks four times a second at how loud each microphone is that was added to it. */
export function observeLevels(router: Router): Promise<AudioLevelObserver> {
  return router.createAudioLevelObserver({
    interval: INTERVAL_MS,
    threshold: THRESHOLD_DBOV,
    maxEntries: MAX_HEARD,
  });
}
