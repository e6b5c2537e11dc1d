import { afterEach, describe, expect, it } from 'vitest';
import { ParleyServer } from '../../../../e2e/fixtures/ParleyServer.ts';
import { freePort } from '../../../../tools/testing/freePorts.ts';
import type { CheckMedia } from '../../src/check/CheckMedia.ts';
import { TONE_HZ } from '../../src/check/CheckMedia.ts';
import type { CheckResults } from '../../src/check/CheckReport.ts';
import { fromCheckCode, toCheckCode } from '../../src/check/checkCode.ts';
import { quickCheck } from '../../src/check/quickCheck.ts';
import { runCheck } from '../../src/check/runCheck.ts';
import { greyCamera, hear, toneMicrophone } from '../support/headless.ts';
import { recordingLog } from '../support/recordingLog.ts';

/** What a browser's canvas and oscillator are elsewhere. */
const media: CheckMedia = {
  tone: () => toneMicrophone(TONE_HZ),
  picture: () => greyCamera(128),
  hearsTone: async (track) => (await hear(track, (rms) => rms > 1_000)) > 0,
};
const rtc = { handlerName: 'Chrome111' } as const;

describe('the connection check', () => {
  const ending: (() => unknown)[] = [];
  afterEach(async () => {
    for (const end of ending.splice(0)) await end();
  });

  async function server(settings: Record<string, string> = {}): Promise<ParleyServer> {
    const spawned = await ParleyServer.start(settings);
    ending.push(() => spawned.stop());
    return spawned;
  }

  it('finds each way open, hears its own tone, and measures the line', async () => {
    const { url } = await server();
    const seen: CheckResults[] = [];
    const log = recordingLog();
    const report = await runCheck({ url, media, rtc, log, onResults: (results) => seen.push(results) });

    expect(report.results).toMatchObject({
      page: { verdict: 'good' },
      // How good that is, is the machine's.
      signaling: { value: expect.any(Number) },
      udp: { verdict: 'good', value: expect.any(Number) },
      tcp: { verdict: 'good', value: expect.any(Number) },
      turn: { verdict: 'unknown', reason: 'not-offered' },
      sound: { verdict: 'good' },
      loss: { value: expect.any(Number) },
      upload: { value: expect.any(Number) },
      download: { value: expect.any(Number) },
    });
    expect(report.results.upload?.value).toBeGreaterThan(0);
    expect(report.results.download?.value).toBeGreaterThan(0);
    expect(report.server.candidates).toContainEqual(
      expect.objectContaining({ protocol: 'udp', address: '127.0.0.1' }),
    );
    expect(seen.length).toBeGreaterThan(3);
    expect(fromCheckCode(toCheckCode(report))?.results.udp?.verdict).toBe('good');
    expect(log.problems).toEqual([]);
  });

  it('leaves nothing behind on the server', async () => {
    const { url } = await server();
    await quickCheck({ url, media, rtc }, new AbortController().signal);
    await expect
      .poll(
        async () => (await (await fetch(`${url}/metrics`)).text()).match(/^parley_peers (\d+)$/m)?.[1],
      )
      .toBe('0');
  });

  it('says that no media gets through when the announced address is nobody', async () => {
    // TEST-NET-1 (RFC 5737): packets to it go nowhere.
    const { url } = await server({ MEDIA_ANNOUNCED_ADDRESSES: '192.0.2.1' });
    const report = await runCheck({ url, media, rtc, onResults: () => {} });
    expect(report.results).toMatchObject({
      signaling: { value: expect.any(Number) },
      udp: { verdict: 'bad', reason: 'no-answer-at-all' },
      tcp: { verdict: 'bad', reason: 'no-answer-at-all' },
    });
    expect(report.results.roundTrip).toBeUndefined();
    expect(report.server.candidates.map(({ address }) => address)).toContain('192.0.2.1');
    expect(await quickCheck({ url, media, rtc }, new AbortController().signal)).toBe('no-path');
  });

  it('says that the server cannot be reached when nobody listens', async () => {
    const url = `http://127.0.0.1:${await freePort()}`;
    const report = await runCheck({ url, media, rtc, onResults: () => {}, log: recordingLog() });
    expect(report.results).toEqual({
      page: { verdict: 'good' },
      signaling: { verdict: 'bad', reason: 'unreachable' },
    });
  });

  it('ends at once when it is told to', async () => {
    const { url } = await server();
    const ended = new AbortController();
    const verdict = quickCheck({ url, media, rtc }, ended.signal);
    ended.abort();
    expect(await verdict).toBeUndefined();
  });
});
