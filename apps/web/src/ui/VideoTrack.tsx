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
    element.srcObject = new MediaStream([track]);
    // Refused only when the element is taken away meanwhile, or the browser wants a tap for pictures
    // too; it then starts with the tap that every call asks for.
    element.play().catch(() => undefined);
    const watched = onShown && element.requestVideoFrameCallback?.(onShown);
    return () => {
      if (watched !== undefined) element.cancelVideoFrameCallback(watched);
      element.srcObject = null;
    };
  }, [track, onShown]);

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
