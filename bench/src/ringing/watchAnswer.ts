/**
 * Runs in the page before anything else, after `listConnections`: notes when it was clicked last, when the first sound
 * of somebody else was delivered, and when the first picture of somebody else was handed to the screen. All are times
 * that pages of one machine share, in ms.
 */
export function watchAnswer(): void {
  const lookMs = 4;
  const noted = { clickedAt: 0, soundAt: 0, pictureAt: 0 };
  Object.assign(globalThis, { answerNoted: noted });
  const now = () => performance.timeOrigin + performance.now();
  document.addEventListener('click', () => Object.assign(noted, { clickedAt: now() }), true);

  const { testConnections } = window as typeof window & { testConnections: RTCPeerConnection[] };
  const listening = setInterval(() => {
    const receivers = testConnections.flatMap((connection) => connection.getReceivers());
    const isHeard = receivers.some(
      (one) => one.track.kind === 'audio' && one.getSynchronizationSources().length > 0,
    );
    if (!isHeard) return;
    noted.soundAt = now();
    clearInterval(listening);
  }, lookMs);

  const watched = new WeakSet<HTMLVideoElement>();
  const watch = (video: HTMLVideoElement) => {
    watched.add(video);
    const look: VideoFrameRequestCallback = (_time, { receiveTime }) => {
      // One's own picture was not received.
      if (receiveTime !== undefined && noted.pictureAt === 0) noted.pictureAt = now();
      if (noted.pictureAt === 0) video.requestVideoFrameCallback(look);
    };
    video.requestVideoFrameCallback(look);
  };
  new MutationObserver(() => {
    for (const video of document.querySelectorAll('video')) if (!watched.has(video)) watch(video);
  }).observe(document, { childList: true, subtree: true });
}

declare global {
  /** There once `watchAnswer` has run in the page. 0 is not yet. */
  var answerNoted: { clickedAt: number; soundAt: number; pictureAt: number };
}
