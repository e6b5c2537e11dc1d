import { expect, it } from 'vitest';
import { inStereo } from '../../src/direct/inStereo.ts';
import { stunServers } from '../../src/direct/stunServers.ts';

const SECTION = (mid: string) =>
  [
    'm=audio 9 UDP/TLS/RTP/SAVPF 111 0',
    `a=mid:${mid}`,
    'a=rtpmap:111 opus/48000/2',
    'a=fmtp:111 minptime=10;useinbandfec=1',
    'a=rtpmap:0 PCMU/8000',
    '',
  ].join('\r\n');

it('asks for stereo in one section alone', () => {
  const sdp = `v=0\r\n${SECTION('0')}${SECTION('3')}`;
  const asked = inStereo(sdp, '3');
  expect(asked).toBe(
    `v=0\r\n${SECTION('0')}${SECTION('3').replace('useinbandfec=1', 'useinbandfec=1;stereo=1')}`,
  );
  expect(inStereo(sdp, '7')).toBe(sdp);
});

it('asks TURN servers for the own address, and never for a relay', () => {
  const urls = [
    'turn:turn.example.org:3478?transport=udp',
    'turn:turn.example.org:3478?transport=tcp',
    'turns:turn.example.org:5349',
    'stun:stun.example.org',
  ];
  expect(stunServers([{ urls, username: 'u', credential: 'c' }])).toEqual([
    { urls: ['stun:turn.example.org:3478', 'stun:stun.example.org'] },
  ]);
  expect(stunServers([])).toEqual([]);
});
