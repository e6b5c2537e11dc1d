import { useEffect, useRef } from 'react';
import { classNames } from './classNames.ts';

type VideoTrackProps = {
  track: MediaStreamTrack;
  /** As in a mirror: for one's own camera. */
  isMirrored?: boolean;
  /** `contain` shows all of it, `cover` fills the frame. */
  fit?: 'contain' | 'cover';
  /** The first picture is on the screen. */
  onShown?: (() => void) | undefined;
  className?: string;
};

/** A picture, always without sound: what is heard goes its own way. */
export function VideoTrack({
  track,
  isMirrored = false,
  fit = 'cover',
  onShown,
  className,
}: VideoTrackProps) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const element = video.current;
    if (element === null) return;
    show(element, track);
    // Refused only when the element is taken away meanwhile, or the browser wants a tap for pictures
    // too; it then starts with the tap that every call asks for.
    element.play().catch(() => undefined);
    const watched = onShown && element.requestVideoFrameCallback?.(onShown);
    return () => {
      if (watched !== undefined) element.cancelVideoFrameCallback(watched);
    };
  }, [track, onShown]);
  useEffect(() => {
    const element = video.current;
    return () => {
      if (element !== null) element.srcObject = null;
    };
  }, []);

  return (
    <video
      ref={video}
      autoPlay
      muted
      playsInline
      disablePictureInPicture
      className={classNames(
        'size-full',
        fit === 'cover' ? 'object-cover' : 'object-contain',
        isMirrored && 'mirrored',
        className,
      )}
    />
  );
}

/** Another track in the same stream takes over with its first picture; another stream would begin in black. */
function show(element: HTMLVideoElement, track: MediaStreamTrack): void {
  const stream = element.srcObject;
  if (!(stream instanceof MediaStream)) {
    element.srcObject = new MediaStream([track]);
    return;
  }
  stream.addTrack(track);
  for (const other of stream.getVideoTracks()) if (other !== track) stream.removeTrack(other);
}
