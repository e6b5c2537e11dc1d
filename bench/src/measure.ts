import { setTimeout } from 'node:timers/promises';
import { BenchPeer } from './BenchPeer.ts';

/** Milliseconds, one entry for each time it was done. */
export type Measurements = Readonly<Record<MeasurementName, readonly number[]>>;

export const MEASUREMENTS = {
  request: 'one bare request and its answer (raise or lower a hand)',
  joinToRoom: 'join: click to being in the room',
  joinToPicture: "join: click to somebody's first decoded picture",
  chatConfirmed: 'chat: sent to kept on disk and confirmed',
  chatSeen: 'chat: sent to seen by somebody else',
} as const;
export type MeasurementName = keyof typeof MEASUREMENTS;

export type Size = {
  /** Who is in the room, with a picture, before anybody is measured. */
  residents: number;
  /** Guests who come and go, some time apart. */
  joins: number;
  messages: number;
};

/**
 * Encoders answer the wish for a key frame only so often (libwebrtc: every 300 ms), and the SFU asks
 * again after a second. Guests who come closer than this would measure that instead of their join.
 */
const BETWEEN_JOINS_MS = 1_500;

/** One after the other: what is measured is how long one person waits, not what the machine can take. */
export async function measure(url: string, size: Size): Promise<Measurements> {
  const room = 'bench';
  const residents = Array.from(
    { length: size.residents },
    (_, i) => new BenchPeer(url, room, `Resident ${i + 1}`),
  );
  for (const resident of residents) {
    await resident.publishPicture();
    await resident.prepare();
    await resident.join();
  }
  const [first, second] = residents;
  if (!first || !second) throw new RangeError('two residents are needed to talk');

  const joinToRoom: number[] = [];
  const joinToPicture: number[] = [];
  for (let i = 0; i < size.joins; i++) {
    const guest = new BenchPeer(url, room, `Guest ${i + 1}`);
    await guest.prepare();
    const { toRoomMs, toPictureMs } = await guest.measureJoin();
    joinToRoom.push(toRoomMs);
    joinToPicture.push(toPictureMs);
    await guest.leave();
    await setTimeout(BETWEEN_JOINS_MS);
  }

  const request: number[] = [];
  const chatConfirmed: number[] = [];
  const chatSeen: number[] = [];
  for (let i = 0; i < size.messages; i++) {
    const askedAt = performance.now();
    await first.session.setHand(i % 2 === 0);
    request.push(performance.now() - askedAt);

    const text = `message ${i + 1}`;
    const sentAt = performance.now();
    first.session.sendChat(text);
    const confirmed = first
      .until(({ chat }) => chat.unsent.length === 0)
      .then(() => performance.now() - sentAt);
    const seen = second
      .until(({ chat }) => chat.messages.at(-1)?.text === text)
      .then(() => performance.now() - sentAt);
    chatConfirmed.push(await confirmed);
    chatSeen.push(await seen);
  }

  for (const resident of residents) await resident.leave();
  return { request, joinToRoom, joinToPicture, chatConfirmed, chatSeen };
}
