import { expect, it } from 'vitest';
import {
  type CaptureKind,
  DeviceFailure,
  type PageFacts,
  toDeviceError,
} from '../src/media/deviceErrors.ts';

const page: PageFacts = { isSecureContext: true, isAllowedByPolicy: true, permission: 'denied' };

it.each<[string, string, CaptureKind, Partial<PageFacts>, string]>([
  ['NotAllowedError', 'Permission denied', 'camera', {}, 'denied'],
  ['NotAllowedError', 'Permission denied by system', 'microphone', {}, 'denied-by-system'],
  ['NotAllowedError', 'Permission dismissed', 'camera', { permission: 'prompt' }, 'dismissed'],
  ['NotAllowedError', 'The request is not allowed', 'camera', { permission: 'prompt' }, 'dismissed'],
  ['NotAllowedError', 'not allowed', 'camera', { permission: undefined }, 'denied'],
  ['NotAllowedError', 'Permission denied', 'screen', { permission: undefined }, 'dismissed'],
  ['NotAllowedError', 'Permission denied by system', 'screen', {}, 'denied-by-system'],
  ['NotAllowedError', 'x', 'camera', { isAllowedByPolicy: false }, 'frame-not-allowed'],
  ['NotAllowedError', 'x', 'camera', { isSecureContext: false }, 'insecure-page'],
  ['SecurityError', 'x', 'camera', {}, 'denied'],
  ['NotFoundError', 'Requested device not found', 'camera', {}, 'not-found'],
  ['NotReadableError', 'Could not start video source', 'camera', {}, 'in-use'],
  ['AbortError', 'Starting videoinput failed', 'camera', {}, 'in-use'],
  ['OverconstrainedError', '', 'microphone', {}, 'lost'],
  ['NotSupportedError', '', 'screen', {}, 'unsupported'],
  ['TypeError', '', 'camera', {}, 'failed'],
  ['InvalidStateError', 'must be called from a gesture', 'screen', {}, 'failed'],
])('%s "%s" for the %s with %o is %s', (name, message, kind, facts, code) => {
  const error = Object.assign(new Error(message), { name });
  expect(toDeviceError(error, kind, { ...page, ...facts })).toEqual({
    code,
    detail: `${name}: ${message}`,
  });
});

it('keeps what the engine itself has named', () => {
  const failure = new DeviceFailure('unsupported', 'no getDisplayMedia');
  expect(toDeviceError(failure, 'screen', page).code).toBe('unsupported');
});
