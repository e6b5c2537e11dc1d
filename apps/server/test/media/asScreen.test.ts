import { expect, test } from 'vitest';
import { asScreen } from '../../src/media/mediasoup/asScreen.ts';
import { checkRtpParameters } from '../../src/media/mediasoup/rtpSchemas.ts';

test('mediasoup is told of each size of a screen that it pauses now and then, and of nothing else', () => {
  const parameters = checkRtpParameters('video', {
    codecs: [{ mimeType: 'video/VP8', payloadType: 96, clockRate: 90_000 }],
    encodings: [{ rid: 'r0', scaleResolutionDownBy: 2 }, { rid: 'r1' }],
  });
  const encodings = [
    { rid: 'r0', scaleResolutionDownBy: 2, dtx: true },
    { rid: 'r1', dtx: true },
  ];
  expect(asScreen(parameters)).toEqual({ ...parameters, encodings });
});
