import { expect, test } from 'vitest';
import { iceServers } from '../../src/signaling/iceServers.ts';

test('credentials are those that coturn computes', () => {
  const turn = { urls: ['turn:turn.example.org:3478'], secret: 'north', ttlS: 3600 };
  // printf '1800003600:peer' | openssl dgst -sha1 -hmac north -binary | base64
  expect(iceServers(turn, 'peer', 1_800_000_000_999)).toEqual([
    { urls: turn.urls, username: '1800003600:peer', credential: 'ZP1Ot7IIkNcuxK/UwGVuKa79m+g=' },
  ]);
  expect(iceServers(undefined, 'peer', 0)).toEqual([]);
});
