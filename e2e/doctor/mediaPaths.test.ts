import { expect, onTestFinished, test } from 'vitest';
import { NetworkNamespace } from '../fixtures/NetworkNamespace.ts';
import { TurnServer } from '../fixtures/TurnServer.ts';
import { deploy } from './deploy.ts';
import { faultsOf, runDoctor } from './runDoctor.ts';

// Deployments that are broken on purpose, each in one thing on the way of the media: the doctor has to name it.

test('names an announced address that is nobody', async () => {
  // TEST-NET-1 (RFC 5737): packets to it go nowhere.
  const server = await deploy({ MEDIA_ANNOUNCED_ADDRESSES: '192.0.2.1' });
  const diagnosis = await runDoctor(server.url);
  expect(faultsOf(diagnosis)).toEqual(['announced address']);
  expect(diagnosis.exitCode).toBe(1);
  const fault = diagnosis.findings.find(({ level }) => level === 'fail');
  expect(fault?.text).toContain('192.0.2.1');
  expect(fault?.remedy).toBe('MEDIA_ANNOUNCED_ADDRESSES=127.0.0.1');
});

test('names UDP that is closed', async () => {
  // Browsers look for a way to the server on real interfaces, and not on the loopback alone.
  // Without IPv6: an address that is still being tried out (RFC 4862, 5.4) would change the network in the middle
  // of a page's load, and Chromium drops all requests then.
  const network = await NetworkNamespace.open(`
    echo 1 > /proc/sys/net/ipv6/conf/all/disable_ipv6
    echo 1 > /proc/sys/net/ipv6/conf/default/disable_ipv6
    ip link add card type veth peer name wall
    ip address add 10.20.30.40/24 dev card
    ip link set card up
    ip link set wall up
    ip route add default dev card
    nft add table inet closed
    nft add chain inet closed input '{ type filter hook input priority 0; }'
    nft add rule inet closed input meta l4proto udp drop`);
  onTestFinished(() => network.remove());
  const server = await deploy({}, network);
  const diagnosis = await runDoctor(server.url, network.prefix);
  expect(faultsOf(diagnosis), JSON.stringify(diagnosis.findings, null, 2)).toEqual(['UDP']);
  const fault = diagnosis.findings.find(({ level }) => level === 'fail');
  expect(fault?.text).toContain('TCP does');
  expect(fault?.remedy).toContain('Open udp');
});

test('names a TURN server with another secret', async () => {
  const turn = await TurnServer.start('one thing');
  onTestFinished(() => turn.stop());
  const server = await deploy({ TURN_URLS: `turn:127.0.0.1:${turn.port}`, TURN_SECRET: 'another' });
  const diagnosis = await runDoctor(server.url);
  expect(faultsOf(diagnosis), JSON.stringify(diagnosis.findings, null, 2)).toEqual(['TURN']);
  expect(diagnosis.findings.find(({ check }) => check === 'TURN')?.remedy).toContain('TURN_SECRET');
});
