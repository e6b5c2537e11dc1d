import { createHmac, randomUUID } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { freePort } from '../../tools/testing/freePorts.ts';
import { ComposeProject } from './ComposeProject.ts';
import type { Engine } from './Engine.ts';
import { openEngine } from './openEngine.ts';
import { ensureServiceImage } from './serviceImage.ts';
import { type Credentials, TurnClient } from './TurnClient.ts';

const secret: string = randomUUID();
/** The machine's own address stands for the SFU's. */
const sfuAddress = ownAddress();

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
  // Its first answer is a refusal; before that there is none at all.
  await vi.waitFor(() => withClient(credentials(-60), (client) => client.allocate()), {
    timeout: 120_000,
  });
});

afterAll(async () => {
  try {
    await coturn?.remove();
  } finally {
    await engine?.close();
  }
});

function ownAddress(): string {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  const own = all.find(({ family, internal }) => family === 'IPv4' && !internal);
  if (!own) throw new Error('This machine has no address beside loopback.');
  return own.address;
}

/** As Parley makes them: coturn's REST credentials, good until `expiresInS` from now. */
function credentials(expiresInS: number, sharedSecret = secret): Credentials {
  const username = `${Math.floor(Date.now() / 1000) + expiresInS}:peer`;
  return { username, credential: createHmac('sha1', sharedSecret).update(username).digest('base64') };
}

/** Works with a client until `work` is done; the relay forgets it with its allocation. */
async function withClient<Result>(
  { username, credential }: Credentials,
  work: (client: TurnClient) => Promise<Result>,
): Promise<Result> {
  const client = await TurnClient.open(sfuAddress, port, { username, credential });
  try {
    return await work(client);
  } finally {
    client.close();
  }
}

test('credentials that are still good get a relay that reaches the SFU', async () => {
  const sfu = createSocket('udp4').bind(0, sfuAddress);
  await once(sfu, 'listening');
  try {
    await withClient(credentials(600), async (client) => {
      expect(await client.allocate()).toBeUndefined();
      expect(await client.permit(sfuAddress)).toBeUndefined();

      const arrival = once(sfu, 'message');
      client.send(sfuAddress, sfu.address().port, 'hello');
      const [data] = await arrival;
      expect(String(data)).toBe('hello');
    });
  } finally {
    sfu.close();
  }
});

test.each(['10.250.250.250', '127.0.0.1', '192.168.1.1', '169.254.169.254'])(
  'the relay does not lead to %s',
  async (inside) => {
    await withClient(credentials(600), async (client) => {
      expect(await client.allocate()).toBeUndefined();
      expect(await client.permit(inside)).toBe(403);
    });
  },
);

test('credentials that have run out get nothing', async () => {
  expect(await withClient(credentials(-60), (client) => client.allocate())).toBe(401);
});

test('credentials of another secret get nothing', async () => {
  expect(await withClient(credentials(600, 'guessed'), (client) => client.allocate())).toBe(401);
});
