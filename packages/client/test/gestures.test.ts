import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Asides } from '../src/direct/Asides.ts';
import { Gestures } from '../src/session/Gestures.ts';
import { type CallStore, createCallStore } from '../src/session/store/createCallStore.ts';
import { recordingLog } from './support/recordingLog.ts';
import { aPeer } from './support/roomState.ts';

let store: CallStore;
let gestures: Gestures;
let asides: Pick<Asides, 'react' | 'setWriting'> | undefined;
/** What went by the server. */
let asked: [name: string, request: object][];

beforeEach(() => {
  vi.useFakeTimers();
  store = createCallStore('lab');
  const [ann, bob] = [aPeer('peer-ann1'), aPeer('peer-bob1')];
  store.setState({
    phase: 'joined',
    selfId: ann.peerId,
    peers: { [ann.peerId]: ann, [bob.peerId]: bob },
  });
  asked = [];
  asides = undefined;
  const request = vi.fn(async (name: string, data: object) => {
    asked.push([name, data]);
    return {};
  });
  gestures = new Gestures({
    store,
    signaling: { request: request as never },
    direct: { asides: async () => asides as Asides | undefined },
    log: recordingLog(),
  });
});
afterEach(() => {
  vi.useRealTimers();
});

const shown = (reactionId?: string) =>
  gestures.take({
    name: 'reaction:shown',
    data: { peerId: 'peer-bob1', reaction: '👏', ...(reactionId && { reactionId }) },
  });
const writing = (peerId: string, isWriting: boolean) =>
  gestures.take({ name: 'chat:writing', data: { peerId, isWriting } });

it('shows a reaction for four seconds, each for itself', () => {
  shown();
  vi.advanceTimersByTime(3_000);
  shown();
  expect(new Set(store.getState().reactions.map(({ key }) => key)).size).toBe(2);
  vi.advanceTimersByTime(1_000);
  expect(store.getState().reactions).toMatchObject([{ peerId: 'peer-bob1', reaction: '👏' }]);
  vi.advanceTimersByTime(3_000);
  expect(store.getState().reactions).toEqual([]);
});

it('shows a reaction that came two ways once, also when the second is late', () => {
  shown('reaction-1');
  vi.advanceTimersByTime(10_000);
  shown('reaction-1');
  expect(store.getState().reactions).toEqual([]);
  shown('reaction-2');
  expect(store.getState().reactions).toHaveLength(1);
});

it('sends a reaction past the server when it arrives there, and shows it here then', async () => {
  asides = { react: async () => true, setWriting: () => true };
  await gestures.react('🎉');
  expect(asked).toEqual([]);
  expect(store.getState().reactions).toMatchObject([{ peerId: 'peer-ann1', reaction: '🎉' }]);
});

it('sends it by the server under the same id when nobody can tell whether it arrived', async () => {
  const tried: string[] = [];
  asides = {
    react: async ({ reactionId }) => {
      tried.push(reactionId);
      return false;
    },
    setWriting: () => false,
  };
  await gestures.react('🎉');
  expect(asked).toEqual([['reaction:send', { reaction: '🎉', reactionId: tried[0] }]]);
  expect(store.getState().reactions).toEqual([]);
});

it('says that somebody writes when they begin, every three seconds, and when they stop', async () => {
  const said = async (...values: boolean[]) => {
    await vi.advanceTimersByTimeAsync(0);
    expect(asked.map(([, request]) => request)).toEqual(values.map((isWriting) => ({ isWriting })));
  };
  gestures.setWriting(true);
  gestures.setWriting(true);
  await said(true);
  await vi.advanceTimersByTimeAsync(3_000);
  gestures.setWriting(true);
  await said(true, true);
  gestures.setWriting(false);
  gestures.setWriting(false);
  await said(true, true, false);
  gestures.setWriting(true);
  await vi.advanceTimersByTimeAsync(60_000);
  await said(true, true, false, true, false);
});

it('says nothing of it past the server twice, and nothing to an empty room', async () => {
  const told: boolean[] = [];
  asides = { react: async () => true, setWriting: (isWriting) => told.push(isWriting) > 0 };
  gestures.setWriting(true);
  await vi.advanceTimersByTimeAsync(0);
  expect([told, asked]).toEqual([[true], []]);
  asides = undefined;
  store.setState({ peers: { 'peer-ann1': aPeer('peer-ann1') } });
  gestures.setWriting(false);
  await vi.advanceTimersByTimeAsync(0);
  expect(asked).toEqual([]);
});

it('knows who is writing until they stop, or are not heard of any more; oneself does not count', () => {
  writing('peer-bob1', true);
  writing('peer-ann1', true);
  expect(store.getState().writers).toEqual(['peer-bob1']);
  writing('peer-bob1', false);
  expect(store.getState().writers).toEqual([]);
  writing('peer-bob1', true);
  vi.advanceTimersByTime(7_000);
  writing('peer-bob1', true);
  vi.advanceTimersByTime(7_000);
  expect(store.getState().writers).toEqual(['peer-bob1']);
  vi.advanceTimersByTime(1_000);
  expect(store.getState().writers).toEqual([]);
});

it('leaves no timer behind, and shows nothing once somebody has left', () => {
  shown();
  writing('peer-bob1', true);
  gestures.setWriting(true);
  gestures.close();
  expect(vi.getTimerCount()).toBe(0);
  expect(store.getState()).toMatchObject({ reactions: [], writers: [] });
  store.setState({ phase: 'left' });
  shown();
  expect(store.getState().reactions).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});
