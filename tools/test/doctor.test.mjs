import { describe, expect, it } from 'vitest';
import { toCheckCode } from '../../packages/client/src/check/checkCode.ts';
import { explainCertificate } from '../doctor/checkAddress.ts';
import { explainHeaders } from '../doctor/checkHeaders.ts';
import { explainWebSocket } from '../doctor/checkWebSocket.ts';
import { parseCommandLine } from '../doctor/commandLine.ts';
import { explainMedia, hasOpenPath } from '../doctor/explainMedia.ts';
import { exitCodeOf, toLine } from '../doctor/Finding.ts';
import { readCode } from '../doctor/readCode.ts';

/** @typedef {import('../../packages/client/src/check/CheckReport.ts').CheckReport} CheckReport */

const GOOD = { verdict: /** @type {const} */ ('good'), value: 40 };
const SHUT = /** @type {const} */ ({ verdict: 'bad', reason: 'no-answer-at-all' });

/**
 * @param {CheckReport['results']} results
 * @param {string} [address]
 * @returns {CheckReport}
 */
const report = (results, address = '203.0.113.5') => ({
  version: 1,
  checkedAt: Date.UTC(2026, 10, 21),
  browser: 'Chrome/156',
  results: { signaling: GOOD, udp: GOOD, tcp: GOOD, ...results },
  server: {
    candidates: ['udp', 'tcp'].map((protocol) => ({ protocol, address, port: 7882 })),
    turnUrls: ['turn:turn.example.org'],
  },
});
/** @param {CheckReport} of */
const explain = (of) => explainMedia(of, 'meet.example.org', ['203.0.113.5']);

describe('what the connection check means for the operator', () => {
  it('names an announced address that is another one than that of the name', () => {
    const found = explain(report({ udp: SHUT, tcp: SHUT }, '10.0.0.7'));
    expect(found[0]).toEqual({
      check: 'announced address',
      level: 'fail',
      text: 'Parley announces 10.0.0.7, where nothing answers; meet.example.org is 203.0.113.5.',
      remedy: 'MEDIA_ANNOUNCED_ADDRESSES=203.0.113.5',
    });
  });

  it('names the ports when the address is right and nothing answers', () => {
    const [found] = explain(report({ udp: SHUT, tcp: SHUT }));
    expect(found).toMatchObject({ check: 'media ports', level: 'fail' });
    expect(found?.remedy).toContain('Open udp and tcp 7882');
    expect(hasOpenPath(report({ udp: SHUT, tcp: SHUT }))).toBe(false);
  });

  it('names UDP alone when TCP goes', () => {
    const [udp, tcp] = explain(report({ udp: { verdict: 'weak', reason: 'no-answer' } }));
    expect(udp).toMatchObject({ check: 'UDP', level: 'fail' });
    expect(udp?.remedy).toContain('Open udp 7882');
    expect(tcp).toMatchObject({ check: 'TCP', level: 'ok' });
  });

  it('names what is wrong with TURN', () => {
    for (const [reason, hint] of /** @type {const} */ ([
      ['wrong-secret', 'TURN_SECRET'],
      ['turn-unreachable', 'TURN_URLS'],
      ['not-relayed', 'allowed-peer-ip'],
    ])) {
      const turn = explain(report({ turn: { verdict: 'bad', reason } })).find(
        ({ check }) => check === 'TURN',
      );
      expect(turn?.level).toBe('fail');
      expect(turn?.remedy).toContain(hint);
    }
    const none = explain(report({ turn: { verdict: 'unknown', reason: 'not-offered' } }));
    expect(exitCodeOf(none)).toBe(0);
  });

  it('takes a thin line from here for no fault of the server, and a lost sound for one', () => {
    const thin = explain(report({ upload: { verdict: 'bad', reason: 'narrow', value: 90 } }));
    expect(thin.at(-1)).toEqual({ check: 'upload', level: 'warn', text: 'narrow, 90 kbit/s' });
    const mute = explain(report({ sound: { verdict: 'bad', reason: 'not-heard' } }));
    expect(exitCodeOf(mute)).toBe(1);
  });
});

describe('what a certificate means', () => {
  const now = Date.UTC(2026, 10, 21);
  /** @param {number} days @param {string} [distrust] */
  const seen = (days, distrust) =>
    explainCertificate(
      { distrust, validTo: now + days * 86_400_000, issuer: 'Some CA' },
      'meet.example.org',
      now,
    );

  it('tells good from soon and from over', () => {
    expect(seen(60)).toMatchObject({
      level: 'ok',
      text: 'certificate of Some CA, good for 60 more days',
    });
    expect(seen(5).level).toBe('warn');
    expect(seen(-3, 'CERT_HAS_EXPIRED')).toMatchObject({
      level: 'fail',
      text: 'The certificate ran out 3 days ago.',
    });
  });

  it('names a wrong name and a chain that is not complete', () => {
    expect(seen(60, 'ERR_TLS_CERT_ALTNAME_INVALID').text).toContain('meet.example.org');
    expect(seen(60, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE').remedy).toContain('fullchain');
    expect(explainCertificate({ failure: 'refused' }, 'x', now).level).toBe('fail');
  });
});

describe('what a proxy does', () => {
  const polled = { status: 200, body: '0{"sid":"x"}' };

  it('is named when it takes web sockets away', () => {
    const found = explainWebSocket({ status: 400, headers: { server: 'nginx/1.22' } }, polled);
    expect(found).toMatchObject({ level: 'fail' });
    expect(found.text).toContain('nginx/1.22');
    expect(found.remedy).toContain('proxy_set_header Upgrade');
    expect(explainWebSocket({ status: 400, headers: { server: 'Apache' } }, polled).remedy).toContain(
      'ProxyPass',
    );
  });

  it('is told apart from one that passes nothing on', () => {
    const found = explainWebSocket(new Error('refused'), { status: 404, body: 'not found' });
    expect(found.text).toContain('/socket.io is not passed on');
  });

  it('is named when it forbids devices', () => {
    const url = new URL('https://meet.example.org');
    const good = {
      'permissions-policy': 'camera=(self), microphone=(self)',
      'content-security-policy': "default-src 'self'",
      'strict-transport-security': 'max-age=1',
    };
    expect(explainHeaders(good, url)).toEqual([
      { check: 'headers', level: 'ok', text: 'as Parley sends them' },
    ]);
    const [found] = explainHeaders({ ...good, 'permissions-policy': 'microphone=()' }, url);
    expect(found).toMatchObject({ level: 'fail' });
    expect(found?.text).toContain('forbids microphone');
    expect(exitCodeOf(explainHeaders({}, url))).toBe(0);
  });
});

describe('the command line', () => {
  it('takes an address with and without its beginning, and a code with spaces', () => {
    expect(parseCommandLine(['meet.example.org/r/x', '--json'])).toMatchObject({
      kind: 'check',
      url: new URL('https://meet.example.org'),
      isJson: true,
    });
    expect(parseCommandLine(['--code', 'ABC', 'DEF'])).toEqual({
      kind: 'code',
      code: 'ABC DEF',
      isJson: false,
    });
    for (const wrong of [[], ['--code'], ['--help'], ['a', 'b'], ['http://']]) {
      expect(parseCommandLine(wrong).kind).toBe('wrong');
    }
  });

  it('reads a code', () => {
    const code = toCheckCode(report({ udp: { verdict: 'weak', reason: 'no-answer' } }));
    const findings = readCode(code);
    expect(findings[0]).toMatchObject({ level: 'ok', text: 'Chrome 156, 2026-11-21 00:00 UTC' });
    expect(findings).toContainEqual({ check: 'udp', level: 'warn', text: 'no-answer' });
    expect(readCode('nonsense')).toMatchObject([{ level: 'fail' }]);
  });

  it('prints one line for each check, and what to change under it', () => {
    const line = toLine({ check: 'UDP', level: 'fail', text: 'closed', remedy: 'open it' });
    expect(line).toMatch(/^✖ fail {2}UDP +closed\n +→ open it$/);
  });
});
