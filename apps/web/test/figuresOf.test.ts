import type { MediaSample, ReceivedSample } from '@parley/client/media/stats/MediaSample';
import { describe, expect, it } from 'vitest';
import { figuresOf } from '../src/features/quality/figuresOf.ts';

function picture(publicationId: string, changed: Partial<ReceivedSample>): ReceivedSample {
  return {
    publicationId,
    isDirect: false,
    consumerId: 'consumer',
    kind: 'video',
    packets: 100,
    bitrate: 500_000,
    codec: 'VP8',
    loss: 0,
    jitterMs: 4,
    width: 640,
    height: 360,
    frames: 30,
    framesPerSecond: 29.7,
    energy: null,
    silentMs: 0,
    dropped: 0,
    freezes: 0,
    frozenMs: 0,
    concealed: null,
    ...changed,
  };
}

const look = (received: ReceivedSample[]): MediaSample => ({
  takenAt: 0,
  spanMs: 1_000,
  send: null,
  receive: null,
  direct: null,
  sent: [],
  received,
});

describe('the figures of one person', () => {
  it('are curves of their streams alone, with gaps where nothing was measured', () => {
    const samples = [
      look([picture('ben', { loss: 0.2, freezes: 1 }), picture('cleo', { loss: 0.9, freezes: 5 })]),
      look([]),
      look([picture('ben', { bitrate: 800_000, freezes: 2 })]),
    ];
    expect(figuresOf(samples, new Set(['ben']), false)).toMatchObject({
      loss: [0.2, null, 0],
      video: [500_000, null, 800_000],
      audio: [null, null, null],
      roundTripMs: [null, null, null],
      freezes: 3,
      picture: { width: 640, height: 360, framesPerSecond: 30 },
      codecs: ['VP8'],
    });
  });

  it('are empty before anything was measured', () => {
    expect(figuresOf([], new Set(), true)).toMatchObject({
      loss: [],
      freezes: 0,
      picture: null,
      codecs: [],
    });
  });
});
