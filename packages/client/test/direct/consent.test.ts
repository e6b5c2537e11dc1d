import { expect, it, vi } from 'vitest';
import { DirectConsent, type DirectConsentParts } from '../../src/direct/DirectConsent.ts';
import { createCallStore } from '../../src/session/store/createCallStore.ts';

function consent() {
  const store = createCallStore('lab');
  const said: boolean[] = [];
  const request = vi.fn(async (_name: string, { isAllowed }: { isAllowed: boolean }) => {
    said.push(isAllowed);
    return { isOffered: true };
  });
  const parts = { isPossible: true, store, signaling: { request } } as unknown as DirectConsentParts;
  return { store, said, consent: new DirectConsent(parts) };
}

it('keeps to the server’s way for as long as that is needed, and forgets nothing of what is allowed', () => {
  const { store, said, consent: direct } = consent();
  direct.set(true);
  store.setState({ phase: 'joined' });
  direct.hold(true);
  direct.hold(true);
  direct.entered({ isAnew: true });
  expect(store.getState().direct.isAllowed).toBe(true);
  direct.hold(false);
  expect(said).toEqual([false, false, true]);
});

it('says nothing to the server for whoever never had a wish', () => {
  const { store, said, consent: direct } = consent();
  store.setState({ phase: 'joined' });
  direct.hold(true);
  direct.hold(false);
  expect(said).toEqual([]);
});
