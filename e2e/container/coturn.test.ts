import { createHmac, randomUUID } from 'node:crypto';
import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../fixtures/freePorts.ts';
import { ComposeProject } from './ComposeProject.ts';
import type { Engine } from './Engine.ts';
import { openEngine } from './openEngine.ts';
import { ensureServiceImage } from './serviceImage.ts';

const secret: string = randomUUID();
/** The machine's own address stands for the SFU's. */
const sfuAddress = ownAddress();
/** Documentation address of RFC 1918 space: inside, and not the SFU. */
const insideAddress = '10.250.250.250';

let engine: Engine;
let coturn: ComposeProject;
let port: number;

beforeAll(async () => {
  engine = await openEngine();
  port = await freePort();
  coturn = new ComposeProject(
    engine,
    {
      COTURN_IMAGE: await ensureServiceImage(engine, 'COTURN_IMAGE', 'coturn'),
      TURN_SECRET: secret,
      TURN_PORT: String(port),
      MEDIA_ANNOUNCED_ADDRESSES: sfuAddress,
    },
    ['turn'],
  );
  await coturn.up('coturn');
});

afterAll(async () => {
  await coturn?.remove();
  await engine?.close();
});

function ownAddress(): string {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  const own = all.find(({ family, internal }) => family === 'IPv4' && !internal);
  if (!own) throw new Error('This machine has no address beside loopback.');
  return own.address;
}

/** As Parley makes them: coturn's REST credentials, good until `expiresInS` from now. */
function credentials(expiresInS: number, sharedSecret = secret) {
  const username = `${Math.floor(Date.now() / 1000) + expiresInS}:peer`;
  return { username, credential: createHmac('sha1', sharedSecret).update(username).digest('base64') };
}

/** Makes an allocation, asks to reach `peer` through it, and says how that went. */
async function relayTo(peer: string, { username, credential } = credentials(600)): Promise<string> {
  const server = ['-p', String(port), '-u', username, '-w', credential];
  // One message, and no even port for RTCP: one allocation, as a browser makes it.
  const client = ['turnutils_uclient', ...server, '-e', peer, '-n', '1', '-c', '-v', sfuAddress];
  try {
    return await coturn.exec('coturn', 'timeout', '10', ...client);
  } catch (error) {
    return String(error);
  }
}

test('credentials that are still good get an allocation and reach the SFU', async () => {
  const output = await relayTo(sfuAddress);

  expect(output).toContain('allocate response received: success');
  expect(output).toContain('success: 0x'.slice(0, 7));
});

test('the relay does not lead into the private network', async () => {
  const output = await relayTo(insideAddress);

  expect(output).toContain('403');
});

test('credentials that have run out get nothing', async () => {
  expect(await relayTo(sfuAddress, credentials(-60))).toContain('401');
});

test('credentials of another secret get nothing', async () => {
  expect(await relayTo(sfuAddress, credentials(600, 'guessed'))).toContain('401');
});
