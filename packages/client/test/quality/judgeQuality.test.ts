import { describe, expect, it } from 'vitest';
import { GOOD, judgePeer, judgeSelf } from '../../src/quality/judgeQuality.ts';
import { receivedSound, sample, sentSound } from './samples.ts';

const BEN = new Set(['ben-microphone']);
const seconds = (count: number, changed: Parameters<typeof receivedSound>[1] = {}) =>
  Array.from({ length: count }, () => sample({ received: [receivedSound('ben-microphone', changed)] }));

describe('how well somebody arrives', () => {
  it('is good before anything was measured, in silence, and when all is well', () => {
    expect(judgePeer({ samples: [], publicationIds: BEN, uplink: 'good' })).toEqual(GOOD);
    expect(judgePeer({ samples: seconds(5), publicationIds: new Set(), uplink: 'good' })).toEqual(GOOD);
    const unknown = { loss: null, concealed: null, frozenMs: null };
    expect(judgePeer({ samples: seconds(5, unknown), publicationIds: BEN, uplink: 'good' })).toEqual(
      GOOD,
    );
  });

  it('is my downlink when packets are missing and the server got them all', () => {
    const samples = seconds(5, { loss: 0.2 });
    expect(judgePeer({ samples, publicationIds: BEN, uplink: 'good' })).toEqual({
      level: 'poor',
      cause: 'my-downlink',
    });
  });

  it('is their uplink when the server says so, although this end sees the same', () => {
    const samples = seconds(5, { loss: 0.05 });
    expect(judgePeer({ samples, publicationIds: BEN, uplink: 'fair' })).toEqual({
      level: 'fair',
      cause: 'their-uplink',
    });
  });

  it('is not upset by one bad second', () => {
    const samples = [...seconds(4), ...seconds(1, { loss: 0.14 })];
    expect(judgePeer({ samples, publicationIds: BEN, uplink: 'good' })).toEqual(GOOD);
  });

  it('forgets what is over', () => {
    const samples = [...seconds(20, { loss: 0.5 }), ...seconds(5)];
    expect(judgePeer({ samples, publicationIds: BEN, uplink: 'good' })).toEqual(GOOD);
  });

  it('sees invented sound and a picture that stands still', () => {
    for (const broken of [{ concealed: 0.3 }, { frozenMs: 700 }]) {
      const { level } = judgePeer({ samples: seconds(5, broken), publicationIds: BEN, uplink: 'good' });
      expect(level).toBe('poor');
    }
  });

  it('counts what others lose for nothing', () => {
    const samples = [sample({ received: [receivedSound('cleo-camera', { loss: 1 })] })];
    expect(judgePeer({ samples, publicationIds: BEN, uplink: 'good' })).toEqual(GOOD);
  });
});

describe('how well oneself arrives', () => {
  it('is what the server says, or what its reports say, whichever is worse', () => {
    expect(judgeSelf([sample()], 'good')).toEqual(GOOD);
    expect(judgeSelf([sample()], 'poor')).toEqual({ level: 'poor', cause: 'my-uplink' });
    const lossy = sample({ sent: [sentSound('mine', { loss: 0.06 })] });
    expect(judgeSelf([lossy], 'good')).toEqual({ level: 'fair', cause: 'my-uplink' });
  });
});
