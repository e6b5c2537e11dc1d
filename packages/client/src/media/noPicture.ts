/**
 * A track that never delivers a picture: mediasoup-client negotiates no stream without one.
 * @throws Error where there is no page
 */
export function noPicture(): MediaStreamTrack {
  const canvas = document.createElement('canvas');
  // Without a context Firefox captures nothing of it, not even nothing.
  canvas.getContext('2d');
  const [track] = canvas.captureStream(0).getVideoTracks();
  if (!track) throw new Error('this browser captures no canvas');
  return track;
}
