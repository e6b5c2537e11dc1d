import { afterEach, describe, expect, test } from 'vitest';
import { NetworkNamespace } from '../fixtures/NetworkNamespace.ts';
import { ParleyServer, type Place } from '../fixtures/ParleyServer.ts';
import { TurnServer } from '../fixtures/TurnServer.ts';
import { DeafProxy } from './DeafProxy.ts';
import { faultsOf, runDoctor } from './runDoctor.ts';

/** Deployments that are broken on purpose, each in one thing; the doctor has to name that thing. */
describe('the doctor', () => {
  const ending: (() => unknown)[] = [];
  afterEach(async () => {
    for (const end of ending.splice(0).reverse()) await end();
  });

  async function deploy(settings: Record<string, string> = {}, place?: Place): Promise<ParleyServer> {
    const server = await ParleyServer.start(settings, place);
    ending.push(() => server.stop());
    return server;
  }

  test('finds a sound deployment sound', async () => {
    const turn = await TurnServer.start('the same on both sides');
    ending.push(() => turn.stop());
    const server = await deploy({
      TURN_URLS: `turn:127.0.0.1:${turn.port}`,
      TURN_SECRET: 'the same on both sides',
    });
    const diagnosis = await runDoctor(server.url);
    expect(faultsOf(diagnosis), JSON.stringify(diagnosis.findings, null, 2)).toEqual([]);
    expect(diagnosis.exitCode).toBe(0);
    const sound = diagnosis.findings.filter(({ level }) => level === 'ok').map(({ check }) => check);
    for (const check of [
      'ready',
      'headers',
      'web socket',
      'UDP',
      'TCP',
      'TURN',
      'sound',
      'call',
      'reconnect',
    ]) {
      expect(sound).toContain(check);
    }
  });

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
    const network = await NetworkNamespace.open(`
      ip link add card type veth peer name wall
      ip address add 10.20.30.40/24 dev card
      ip link set card up
      ip link set wall up
      ip route add default dev card
      nft add table inet closed
      nft add chain inet closed input '{ type filter hook input priority 0; }'
      nft add rule inet closed input meta l4proto udp drop`);
    ending.push(() => network.remove());
    const server = await deploy({}, network);
    const diagnosis = await runDoctor(server.url, network.prefix);
    expect(faultsOf(diagnosis), JSON.stringify(diagnosis.findings, null, 2)).toEqual(['UDP']);
    const fault = diagnosis.findings.find(({ level }) => level === 'fail');
    expect(fault?.text).toContain('TCP does');
    expect(fault?.remedy).toContain('Open udp');
  });

  test('names a TURN server with another secret', async () => {
    const turn = await TurnServer.start('one thing');
    ending.push(() => turn.stop());
    const server = await deploy({ TURN_URLS: `turn:127.0.0.1:${turn.port}`, TURN_SECRET: 'another' });
    const diagnosis = await runDoctor(server.url);
    expect(faultsOf(diagnosis), JSON.stringify(diagnosis.findings, null, 2)).toEqual(['TURN']);
    expect(diagnosis.findings.find(({ check }) => check === 'TURN')?.remedy).toContain('TURN_SECRET');
  });

  test('names a proxy that passes no web sockets', async () => {
    const server = await deploy();
    const proxy = await DeafProxy.before(server.port);
    ending.push(() => proxy.close());
    const diagnosis = await runDoctor(proxy.url);
    expect(faultsOf(diagnosis), JSON.stringify(diagnosis.findings, null, 2)).toEqual(['web socket']);
    const fault = diagnosis.findings.find(({ level }) => level === 'fail');
    expect(fault?.text).toContain('nginx');
    expect(fault?.remedy).toContain('proxy_set_header Upgrade');
  });
});
