import { describe, expect, it, vi } from 'vitest';
import { ok, refused } from './support/FakeSocket.ts';
import { aPreview, stages } from './support/MembershipStage.ts';

const stage = stages();

describe('closed doors', () => {
  const REFUSED = refused('closed', { reason: 'doors-closed' });
  const say = (isOpen: boolean) => {
    const { socket, store } = stage();
    // `Moments` puts it into the store; here the membership alone is looked at.
    store.setState({ doors: { isOpen, callsEndAt: null } });
    socket.receive('doors:changed', { isOpen, meetingsEndInMs: null });
  };

  it('are no error at the pre-join page, which asks again at once when they open', async () => {
    const { socket, store } = stage();
    await vi.advanceTimersByTimeAsync(10);
    const answer = { peerCount: 0, names: [], isFull: false };
    socket.answers('room:preview', () => REFUSED);
    say(false);
    await vi.advanceTimersByTimeAsync(6_000);
    expect(store.getState()).toMatchObject({ error: null, doors: { isOpen: false } });
    const asked = socket.names.length;
    socket.answers('room:preview', () => ok(aPreview({ peerCount: 0, names: [] })));
    say(true);
    await vi.advanceTimersByTimeAsync(0);
    expect(socket.names).toHaveLength(asked + 1);
    expect(store.getState().preview).toMatchObject(answer);
    // One question every five seconds, as before.
    await vi.advanceTimersByTimeAsync(10_000);
    expect(socket.names).toHaveLength(asked + 3);
  });

  it('are known to be open again when the news of it was lost', async () => {
    const { store } = stage();
    await vi.advanceTimersByTimeAsync(10);
    store.setState({ doors: { isOpen: false, callsEndAt: null } });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(store.getState().doors.isOpen).toBe(true);
  });

  it('that are closed after the click lead back to the pre-join page, without an error', async () => {
    const { membership, socket, store } = stage();
    socket.answers('room:join', () => REFUSED);
    await expect(membership.join('Zoë')).rejects.toMatchObject({ code: 'closed' });
    expect(store.getState()).toMatchObject({ phase: 'prejoin', error: null });
  });

  it('stay closed when an older answer arrives after the news', async () => {
    const { socket, store } = stage();
    await vi.advanceTimersByTimeAsync(10);
    socket.keepsSilentAbout('room:preview');
    await vi.advanceTimersByTimeAsync(5_000);
    const { acknowledge } = socket.last('room:preview');
    say(false);
    acknowledge(ok(aPreview({ peerCount: 1, names: ['Ann'] })));
    await vi.advanceTimersByTimeAsync(10);
    expect(store.getState().doors.isOpen).toBe(false);
  });

  it('are known from a refusal when the news of it was lost', async () => {
    const { membership, socket, store } = stage();
    await vi.advanceTimersByTimeAsync(10);
    socket.answers('room:preview', () => REFUSED);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(store.getState()).toMatchObject({ error: null, doors: { isOpen: false } });
    socket.answers('room:preview', () => ok(aPreview({ peerCount: 0, names: [] })));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(store.getState().doors.isOpen).toBe(true);
    socket.answers('room:join', () => REFUSED);
    await expect(membership.join('Zoë')).rejects.toMatchObject({ code: 'closed' });
    expect(store.getState().doors.isOpen).toBe(false);
  });
});
