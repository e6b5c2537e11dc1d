import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { retryDelayMs } from '../src/signaling/backoff.ts';
import { Connection } from '../src/signaling/Connection.ts';
import { FakeSocket } from './support/FakeSocket.ts';

describe('the pause before the next try', () => {
  it('begins at about 0.3 s, doubles and stays within 3 s', () => {
    const longest = [0, 1, 2, 3, 4, 5, 50].map((attempt) => retryDelayMs(attempt, 0.999_999));
    expect(longest).toEqual([300, 600, 1_200, 2_400, 3_000, 3_000, 3_000]);
  });

  it('is spread over half of its length', () => {
    expect([retryDelayMs(3, 0), retryDelayMs(3, 0.5)]).toEqual([1_200, 1_800]);
  });
});

describe('Connection', () => {
  let socket: FakeSocket;
  let network: EventTarget;
  let connection: Connection;
  let told: string[];

  beforeEach(() => {
    vi.useFakeTimers();
    socket = new FakeSocket();
    network = new EventTarget();
    connection = new Connection(socket, network, () => 0.999_999);
    told = [];
    connection.listen({
      opened: () => told.push('opened'),
      lost: () => told.push('lost'),
      refused: (error) => told.push(`refused ${error.code}`),
    });
    connection.open();
  });
  afterEach(() => {
    connection.close();
    vi.useRealTimers();
  });

  it('tells a loss once and tries again by itself, for as long as it takes', () => {
    socket.open();
    socket.lose();
    expect(told).toEqual(['opened', 'lost']);
    for (let attempt = 1; attempt <= 40; attempt++) {
      vi.advanceTimersByTime(5_000);
      expect(socket.attempts).toBe(1 + attempt);
      socket.failAttempt();
    }
    vi.advanceTimersByTime(5_000);
    socket.open();
    expect(told).toEqual(['opened', 'lost', 'opened']);
  });

  it('gives up a line that is said to be dead, and makes a new one', () => {
    socket.open();
    connection.reconnect();
    expect(told).toEqual(['opened', 'lost']);
    vi.advanceTimersByTime(300);
    expect(socket.attempts).toBe(2);
    // There is nothing to give up while none is open.
    connection.reconnect();
    expect(told).toEqual(['opened', 'lost']);
  });

  it('makes the first new try after 0.3 s, also the second time', () => {
    for (let loss = 1; loss <= 2; loss++) {
      socket.open();
      socket.lose();
      const before = socket.attempts;
      vi.advanceTimersByTime(299);
      expect(socket.attempts).toBe(before);
      vi.advanceTimersByTime(1);
      expect(socket.attempts).toBe(before + 1);
    }
  });

  it('tries at once when the network is back', () => {
    socket.open();
    socket.lose();
    const before = socket.attempts;
    network.dispatchEvent(new Event('online'));
    expect(socket.attempts).toBe(before + 1);
    vi.advanceTimersByTime(1_000);
    expect(socket.attempts).toBe(before + 1);
  });

  it('waits as long as a server that goes away has asked', () => {
    socket.open();
    connection.waitBeforeRetry(2_500);
    socket.lose();
    const before = socket.attempts;
    vi.advanceTimersByTime(2_499);
    expect(socket.attempts).toBe(before);
    vi.advanceTimersByTime(1);
    expect(socket.attempts).toBe(before + 1);
  });

  it('stops when it is refused for good', () => {
    socket.failAttempt({ code: 'bad-request', message: 'reload the page' });
    vi.advanceTimersByTime(60_000);
    expect(told).toEqual(['refused bad-request']);
    expect(socket.attempts).toBe(1);
  });

  it('goes on when it is refused for the moment', () => {
    socket.failAttempt({ code: 'rate-limited', message: 'later' });
    vi.advanceTimersByTime(300);
    expect(told).toEqual([]);
    expect(socket.attempts).toBe(2);
  });

  it('tries nothing after it was closed, and can be opened again', () => {
    socket.open();
    connection.close();
    expect(told).toEqual(['opened', 'lost']);
    vi.advanceTimersByTime(60_000);
    network.dispatchEvent(new Event('online'));
    expect(socket.attempts).toBe(1);
    connection.open();
    expect(socket.attempts).toBe(2);
  });
});
