import { expect, onTestFinished, test } from 'vitest';
import { TurnServer } from '../fixtures/TurnServer.ts';
import { DeafProxy } from './DeafProxy.ts';
import { deploy } from './deploy.ts';
import { faultsOf, runDoctor } from './runDoctor.ts';

test('finds a sound deployment sound', async () => {
  const turn = await TurnServer.start('the same on both sides');
  onTestFinished(() => turn.stop());
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

test('names a proxy that passes no web sockets', async () => {
  const server = await deploy();
  const proxy = await DeafProxy.before(server.port);
  onTestFinished(() => proxy.close());
  const diagnosis = await runDoctor(proxy.url);
  expect(faultsOf(diagnosis), JSON.stringify(diagnosis.findings, null, 2)).toEqual(['web socket']);
  const fault = diagnosis.findings.find(({ level }) => level === 'fail');
  expect(fault?.text).toContain('nginx');
  expect(fault?.remedy).toContain('proxy_set_header Upgrade');
});
