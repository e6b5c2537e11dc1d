import { beforeEach, describe, expect, it } from 'vitest';
import { refused } from './support/FakeSocket.ts';
import { stages } from './support/MembershipStage.ts';

const stage = stages();

describe('a membership', () => {
  beforeEach(async () => {
    const { membership, told } = stage();
    await membership.join('Zoë');
    told.length = 0;
  });

  it.each(['doors-closed', 'room-closed', 'removed'])(
    'ends the call when the operator does: %s',
    (reason) => {
      const { socket, store, told } = stage();
      socket.receive('room:ended', { reason });
      expect(told).toEqual(['ended']);
      expect(store.getState()).toMatchObject({
        phase: 'left',
        error: { code: 'closed', details: { reason } },
        connection: { status: 'closed' },
      });
    },
  );

  it('ends the call when the operator did meanwhile', async () => {
    const { socket, store, told } = stage();
    socket.answers('room:resume', () => refused('not-found'));
    socket.answers('room:preview', () => refused('closed', { reason: 'removed' }));
    await stage().reconnect();
    expect(told).toEqual(['ended']);
    expect(store.getState().error?.details).toEqual({ reason: 'removed' });
  });

  it('ends the call when the room took somebody else in', async () => {
    const { socket, store, told } = stage();
    socket.answers('room:resume', () => refused('not-found'));
    socket.answers('room:join', () => refused('full'));
    await stage().reconnect();
    expect(told).toEqual(['ended']);
    expect(store.getState()).toMatchObject({
      phase: 'left',
      error: { code: 'full' },
      connection: { status: 'closed' },
    });
  });

  it('ends the call when the server has become another version', async () => {
    const { socket, store, told } = stage();
    socket.lose();
    socket.failAttempt({ code: 'bad-request', message: 'reload' });
    expect(told).toEqual(['ended']);
    expect(store.getState()).toMatchObject({ phase: 'left', error: { code: 'bad-request' } });
  });
});
