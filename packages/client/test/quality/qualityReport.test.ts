import { describe, expect, it } from 'vitest';
import { toQualityReport } from '../../src/quality/qualityReport.ts';
import { receivedSound, sample, sentSound } from './samples.ts';

const peer = (peerId: string, name: string, joinedAt: number) => ({
  peerId,
  name,
  joinedAt,
  isConnected: true,
  handRaisedAt: null,
});
const publication = (publicationId: string, peerId: string) =>
  ({ publicationId, peerId, source: 'microphone', isPaused: false, revision: 1 }) as const;

describe('a report of the quality', () => {
  const report = toQualityReport(
    {
      peers: { 'id-ada': peer('id-ada', 'Ada', 1), 'id-ben': peer('id-ben', 'Ben', 2) },
      publications: { pubA: publication('pubA', 'id-ada'), pubB: publication('pubB', 'id-ben') },
      mediaPath: 'tcp',
      joinTimes: { joinMs: 40 },
    },
    [
      sample({
        takenAt: 500,
        sent: [sentSound('pubA')],
        received: [receivedSound('pubB', { loss: 0.1 })],
      }),
      sample({ takenAt: 1_502.4, received: [receivedSound('pubGone')] }),
    ],
    'Some browser',
  );

  it('holds the figures', () => {
    expect(report).toMatchObject({
      version: 1,
      browser: 'Some browser',
      mediaPath: 'tcp',
      joinTimes: { joinMs: 40 },
      peerCount: 2,
      looks: [
        {
          afterMs: 0,
          sent: [{ stream: 'microphone-1', codec: 'opus' }],
          received: [{ stream: 'microphone-2', loss: 0.1 }],
        },
        { afterMs: 1_002, received: [{ stream: 'gone' }] },
      ],
    });
  });

  it('holds nobody', () => {
    const text = JSON.stringify(report);
    for (const secret of ['Ada', 'Ben', 'id-ada', 'id-ben', 'pubA', 'pubB', 'pubGone', 'consumer']) {
      expect(text).not.toContain(secret);
    }
  });
});
