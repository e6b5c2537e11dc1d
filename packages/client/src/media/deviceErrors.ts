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

/** What was asked for: the same exception means another thing for a screen than for a camera. */
export type CaptureKind = 'microphone' | 'camera' | 'screen';

/** What the page knows beside the exception. */
export type PageFacts = {
  readonly isSecureContext: boolean;
  /** False when the document's permissions policy forbids it, as in a frame without `allow`. */
  readonly isAllowedByPolicy: boolean;
  /** What the Permissions API says; undefined where the browser does not know. */
  readonly permission: PermissionState | undefined;
};

/** A device error as it is thrown inside the engine. */
export class DeviceFailure extends Error {
  override readonly name = 'DeviceFailure';
  readonly deviceError: DeviceError;

  constructor(code: DeviceErrorCode, detail: string) {
    super(`${code}: ${detail}`);
    this.deviceError = { code, detail };
  }
}

/**
 * Names the case. The message is looked at only where the standard gives one name to several cases:
 * Chromium says "Permission dismissed" and "Permission denied by system".
 */
export function toDeviceError(error: unknown, kind: CaptureKind, page: PageFacts): DeviceError {
  if (error instanceof DeviceFailure) return error.deviceError;
  const { name, message } = error instanceof Error ? error : { name: '', message: String(error) };
  return { code: codeOf(name, message, kind, page), detail: `${name}: ${message}` };
}

function codeOf(name: string, message: string, kind: CaptureKind, page: PageFacts): DeviceErrorCode {
  switch (name) {
    case 'NotAllowedError':
    case 'PermissionDeniedError':
    case 'SecurityError':
      return refusalCode(message, kind, page);
    case 'NotFoundError':
    case 'DevicesNotFoundError':
      return 'not-found';
    case 'OverconstrainedError':
    case 'ConstraintNotSatisfiedError':
      return 'lost';
    case 'NotReadableError':
    case 'TrackStartError':
    case 'AbortError':
      return 'in-use';
    case 'NotSupportedError':
      return 'unsupported';
    case 'TypeError':
      return page.isSecureContext ? 'failed' : 'insecure-page';
    default:
      return 'failed';
  }
}

function refusalCode(message: string, kind: CaptureKind, page: PageFacts): DeviceErrorCode {
  if (!page.isSecureContext) return 'insecure-page';
  if (!page.isAllowedByPolicy) return 'frame-not-allowed';
  if (/by system/i.test(message)) return 'denied-by-system';
  if (/dismissed/i.test(message)) return 'dismissed';
  // A closed picker has no exception of its own, and a screen has no lasting refusal to tell apart.
  if (kind === 'screen') return page.permission === 'denied' ? 'denied' : 'dismissed';
  // Still "prompt": nothing was decided, the next try asks again.
  return page.permission === 'prompt' ? 'dismissed' : 'denied';
}
