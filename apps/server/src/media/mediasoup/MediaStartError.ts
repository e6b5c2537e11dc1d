/** The media workers cannot be started; the message is for the person who runs the server. */
export class MediaStartError extends Error {
  override readonly name = 'MediaStartError';
}
