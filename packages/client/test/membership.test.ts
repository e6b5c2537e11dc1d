import { describe, expect, it, vi } from 'vitest';
import { limit } from '../src/session/limits/limit.ts';
import { ok, refused } from './support/FakeSocket.ts';
import { handEvent, joinReply, SIZE, stages } from './support/MembershipStage.ts';

const stage = stages();

describe('the pre-join page', () => {
  it('keeps asking who is there, until the person joins', async () => {
    const { membership, socket, store } = stage();
    await vi.advanceTimersByTimeAsync(10);
    expect(store.getState().preview?.names).toEqual(['Ann']);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(socket.names).toEqual(['room:preview', 'room:preview', 'room:preview']);
    await membership.join('Zoë');
    await vi.advanceTimersByTimeAsync(30_000);
    expect(socket.names.filter((name) => name === 'room:preview')).toHaveLength(3);
  });
});

describe('joining', () => {
  it('says what may be received at the most, as it is at the click', async () => {
    const { membership, socket, store } = stage();
    await vi.advanceTimersByTimeAsync(10);
    limit(store, { maxBitrate: 150_000 });
    await membership.join('Zoë');
    expect(socket.last('room:join').data).toMatchObject({
      media: { firstWish: { videos: 4, size: SIZE, maxBitrate: 150_000 } },
    });
  });

  it('is one request with all that the server needs, and history is no news', async () => {
    const { membership, socket, store, told } = stage();
    await membership.join('  Zoë \u202e ');
    expect(socket.last('room:join').data).toMatchObject({
      room: 'lab',
      name: 'Zoë',
      media: { firstWish: { videos: 4, size: SIZE } },
    });
    expect(told).toEqual(['entered as peer-self']);
    expect(store.getState()).toMatchObject({
      phase: 'joined',
      selfId: 'peer-self',
      seq: 5,
      connection: { status: 'online' },
      chat: { readUpTo: 1 },
    });
  });

  it('goes back to the pre-join page with the reason, and can be tried again', async () => {
    const { membership, socket, store } = stage();
    socket.answers('room:join', () => refused('full'));
    await expect(membership.join('Zoë')).rejects.toMatchObject({ code: 'full' });
    expect(store.getState()).toMatchObject({ phase: 'prejoin', error: { code: 'full' } });
    socket.answers('room:join', () => ok(joinReply('peer-self')));
    await membership.join('Zoë');
    expect(store.getState()).toMatchObject({ phase: 'joined', error: null });
  });

  it('refuses a name that shows nothing without asking the server', async () => {
    const { membership, socket } = stage();
    await expect(membership.join(' \u200f ')).rejects.toMatchObject({ code: 'bad-request' });
    expect(socket.names).not.toContain('room:join');
  });

  it('says why when the server will not have this client', async () => {
    const { connection, membership, socket, store } = stage();
    connection.close();
    connection.open();
    socket.failAttempt({ code: 'bad-request', message: 'reload' });
    expect(store.getState()).toMatchObject({
      phase: 'prejoin',
      connection: { status: 'closed' },
    });
    await expect(membership.join('Zoë')).rejects.toMatchObject({ code: 'bad-request' });
  });

  it('applies events that overtake the answer, after it', async () => {
    const { membership, socket, store } = stage();
    socket.answers('room:join', () => {
      socket.receive('hand:changed', handEvent(11), 5);
      socket.receive('hand:changed', handEvent(22), 6);
      return ok(joinReply('peer-self'));
    });
    await membership.join('Zoë');
    expect(stage().hand).toBe(22);
    expect(store.getState().seq).toBe(6);
  });
});
