import { describe, expect, it } from 'vitest';
import { overallVerdict } from '../../src/check/CheckReport.ts';
import { judgeCalm, judgePaths, judgeSound, judgeThroughput } from '../../src/check/judge.ts';

const OPEN = { connectMs: 90 };
const SHUT = { reason: 'no-answer' } as const;

describe('what a measurement means', () => {
  it('takes a closed way for a weakness while another is open', () => {
    expect(judgePaths({ udp: SHUT, tcp: OPEN, turn: undefined })).toEqual({
      udp: { verdict: 'weak', reason: 'no-answer' },
      tcp: { verdict: 'good', value: 90 },
      turn: { verdict: 'unknown', reason: 'not-offered' },
    });
  });

  it('is red when no way is open', () => {
    const judged = judgePaths({ udp: SHUT, tcp: SHUT, turn: undefined });
    expect(judged.udp).toEqual({ verdict: 'bad', reason: 'no-answer-at-all' });
    expect(overallVerdict(judged)).toBe('bad');
  });

  it('knows a TURN server that does not work for a fault, needed or not', () => {
    const judged = judgePaths({ udp: OPEN, tcp: OPEN, turn: { reason: 'wrong-secret' } });
    expect(judged.turn).toEqual({ verdict: 'bad', reason: 'wrong-secret' });
  });

  it('grades delay and loss, and does not guess what was not measured', () => {
    expect(judgeCalm({ roundTripMs: 31.4, lostPerMille: 0 })).toEqual({
      roundTrip: { verdict: 'good', value: 31 },
      loss: { verdict: 'good', value: 0 },
    });
    expect(judgeCalm({ roundTripMs: 700, lostPerMille: 50 })).toEqual({
      roundTrip: { verdict: 'bad', reason: 'slow', value: 700 },
      loss: { verdict: 'weak', reason: 'lossy', value: 50 },
    });
    expect(judgeCalm({ roundTripMs: undefined, lostPerMille: undefined }).loss).toEqual({
      verdict: 'unknown',
      reason: 'not-measured',
    });
  });

  it('tells a thin line from a slow machine', () => {
    const figures = { uploadKbps: 400, downloadKbps: 2_000 };
    expect(judgeThroughput({ ...figures, isProcessorBusy: false })).toEqual({
      upload: { verdict: 'weak', reason: 'narrow', value: 400 },
      download: { verdict: 'good', value: 2_000 },
    });
    expect(judgeThroughput({ ...figures, isProcessorBusy: true }).upload.reason).toBe('busy-processor');
  });

  it('says of a sound that nobody could listen to that it is not known', () => {
    expect(judgeSound(undefined).verdict).toBe('unknown');
    expect(judgeSound(false)).toEqual({ verdict: 'bad', reason: 'not-heard' });
    expect(overallVerdict({ sound: judgeSound(undefined), page: { verdict: 'good' } })).toBe('good');
    expect(overallVerdict({})).toBe('unknown');
  });
});
