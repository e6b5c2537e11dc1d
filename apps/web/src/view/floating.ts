/**
 * A small window above all others: a page of its own with controls (WICG Document Picture-in-Picture), or,
 * where there is none, the browser's, which holds a picture alone (W3C Picture-in-Picture).
 */
export type Floating =
  | { readonly kind: 'page'; readonly window: Window }
  | {
      readonly kind: 'video';
      readonly video: HTMLVideoElement;
      readonly window: PictureInPictureWindow;
    };

/** In CSS pixels; the browser remembers what the person makes of it. */
const SIZE = { width: 400, height: 300 };

type PageOpener = {
  requestWindow(options: { readonly width: number; readonly height: number }): Promise<Window>;
};

/** Not among TypeScript's own: one family of browsers alone has it. */
function pageOpener(): PageOpener | undefined {
  return (globalThis as { documentPictureInPicture?: PageOpener }).documentPictureInPicture;
}

/** Whether there is one that needs no picture to begin with. */
export function canFloatPage(): boolean {
  return pageOpener() !== undefined;
}

/** Undefined in browsers that have never heard of it. */
export function canFloatVideo(): boolean {
  return document.pictureInPictureEnabled === true;
}

/**
 * Opens the best one there is. Call it from a click.
 *
 * @throws NotAllowedError without a click, NotSupportedError where there is none
 */
export async function openFloating(track: MediaStreamTrack | null): Promise<Floating> {
  const opener = pageOpener();
  if (opener) return { kind: 'page', window: await opener.requestWindow(SIZE) };
  if (track === null) throw new DOMException('there is no picture', 'NotSupportedError');
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.srcObject = new MediaStream([track]);
  await video.play();
  return { kind: 'video', video, window: await video.requestPictureInPicture() };
}

/** Calls back once it is closed, by whomever. */
export function onFloatingClosed(floating: Floating, listener: () => void): void {
  if (floating.kind === 'page') {
    floating.window.addEventListener('pagehide', listener, { once: true });
  } else {
    floating.video.addEventListener('leavepictureinpicture', listener, { once: true });
  }
}

export function closeFloating(floating: Floating | null): void {
  if (floating?.kind === 'page') floating.window.close();
  else if (floating && document.pictureInPictureElement === floating.video) {
    // It may be closed by the person at this moment: then it is what was wanted.
    document.exitPictureInPicture().catch(() => undefined);
  }
}
