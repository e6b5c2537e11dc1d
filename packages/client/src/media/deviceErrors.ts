/**
 * Why a microphone, a camera or a screen cannot be had, so that an interface can say what to do.
 * The cases behind `DOMException.name` are those of W3C Media Capture and Streams, section 10.2,
 * and Screen Capture, section 5.1.
 */
export type DeviceErrorCode =
  /** The site may not use it: the person, or an earlier answer, said no. */
  | 'denied'
  /** The browser itself may not use it: the system's own settings say no. */
  | 'denied-by-system'
  /** The person closed the question, or the picker of screens, without an answer. */
  | 'dismissed'
  /** There is none. */
  | 'not-found'
  /** Another program holds it, or the hardware failed. */
  | 'in-use'
  /** The chosen one is gone. */
  | 'lost'
  /** The page was not loaded over HTTPS or from this machine. */
  | 'insecure-page'
  /** The page is in a frame without `allow="camera; microphone; display-capture"`. */
  | 'frame-not-allowed'
  /** The browser has no such function. */
  | 'unsupported'
  /** The server or the network refused it, or anything else. */
  | 'failed';

export type DeviceError = { readonly code: DeviceErrorCode; readonly detail: string };
