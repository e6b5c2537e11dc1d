import { describe, expect, it } from 'vitest';
import { restrictToPath } from '../src/media/networkPath.ts';

const udp = { protocol: 'udp', port: 1 };
const tcp = { protocol: 'tcp', port: 1 };
const iceServers = [{ urls: ['turn:turn.example.org'] }];
const ways = { iceCandidates: [udp, tcp], iceServers };

describe('a restriction to one way through the network', () => {
  it('leaves everything as it is for an ordinary call', () => {
    expect(restrictToPath('any', ways)).toEqual({ ...ways, iceTransportPolicy: 'all' });
  });

  it('takes away the other protocol, and the TURN server that would hide a closed port', () => {
    expect(restrictToPath('udp', ways)).toMatchObject({ iceCandidates: [udp], iceServers: [] });
    expect(restrictToPath('tcp', ways)).toMatchObject({ iceCandidates: [tcp], iceServers: [] });
  });

  it('goes through the TURN server alone', () => {
    expect(restrictToPath('relay', ways)).toEqual({ ...ways, iceTransportPolicy: 'relay' });
  });
});
