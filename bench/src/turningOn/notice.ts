/** Runs in the page: from now on the first picture that another video element shows than those that are there. */
export function startLooking(): void {
  const eyes = globalThis as typeof globalThis & { seenAt?: Promise<number> };
  const known = new Set(document.querySelectorAll('video'));
  eyes.seenAt = new Promise((resolve) => {
    const timer = setInterval(() => {
      for (const video of document.querySelectorAll('video')) {
        if (known.has(video)) continue;
        known.add(video);
        video.requestVideoFrameCallback(() => {
          clearInterval(timer);
          resolve(performance.timeOrigin + performance.now());
        });
      }
    }, 4);
  });
}

/** Runs in the page: in ms since the epoch. */
export function untilSeen(): Promise<number> {
  return (globalThis as typeof globalThis & { seenAt: Promise<number> }).seenAt;
}
