import { onTestFailed, onTestFinished } from 'vitest';
import { readMetrics } from '../fixtures/metrics.ts';
import { ParleyServer } from '../fixtures/ParleyServer.ts';
import { Street } from './Street.ts';

/** A server that people reach over the networks of a street of their own. Gone with the test. */
export async function serverOnTheStreet(settings: Readonly<Record<string, string>> = {}) {
  const street = await Street.build();
  onTestFinished(() => street.remove());
  const server = await ParleyServer.start(
    {
      HOST: '0.0.0.0',
      PORT: String(HTTP_PORT),
      MEDIA_ANNOUNCED_ADDRESSES: street.serverAddress,
      ...settings,
    },
    street.place,
  );
  onTestFinished(() => server.stop());
  onTestFailed(() => console.error(server.tail(100)));
  const door = await street.place.reach(HTTP_PORT);
  const fromHere = `http://127.0.0.1:${door}`;
  return {
    street,
    url: `http://${street.serverAddress}:${HTTP_PORT}`,
    /** The same server, for the test itself. */
    fromHere,
    /** What the SFU has of everything, by the server's own count. */
    readMetrics: () => readMetrics({ url: fromHere }),
  };
}

/** The one that the strictest firewalls let through. */
const HTTP_PORT = 443;
