import { onTestFinished } from 'vitest';
import { ParleyServer, type Place } from '../fixtures/ParleyServer.ts';

/** A server with these settings, to be looked at from outside. Gone with the test. */
export async function deploy(
  settings: Readonly<Record<string, string>> = {},
  place?: Place,
): Promise<ParleyServer> {
  const server = await ParleyServer.start(settings, place);
  onTestFinished(() => server.stop());
  return server;
}
