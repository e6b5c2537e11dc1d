import { describe, expect, it } from 'vitest';
import { peopleOf } from '../src/session/usePeople.ts';
import { arrange } from '../src/view/arrange.ts';
import { callOf, peer, publishing } from './callState.ts';

const call = callOf(peer('ada', 3), peer('bob', 1), peer('cleo', 2));
const wish = { layout: 'auto', pinned: null, isSelfHidden: false, speakerId: null } as const;
const keysOf = (tiles: readonly { key: string }[]) => tiles.map(({ key }) => key);

describe('peopleOf', () => {
  it('has oneself first and the others in the order in which they came', () => {
    expect(peopleOf(call).map(({ name }) => name)).toEqual(['ada', 'bob', 'cleo']);
  });

  it('calls muted whoever publishes no sound', () => {
    const heard = publishing(call, 'bob', 'microphone');
    expect(peopleOf(heard).map(({ isMuted }) => isMuted)).toEqual([true, false, true]);
    expect(peopleOf(publishing(call, 'bob', 'microphone', true)).map(({ isMuted }) => isMuted)).toEqual([
      true,
      true,
      true,
    ]);
  });
});

describe('arrange', () => {
  it('is a grid of equals while nobody shares', () => {
    const { main, others } = arrange(peopleOf(call), wish);
    expect(main).toBeNull();
    expect(keysOf(others)).toEqual(['peer-ada', 'peer-bob', 'peer-cleo']);
  });

  it('gives the stage to a shared screen, but not to one’s own', () => {
    expect(arrange(peopleOf(publishing(call, 'bob', 'screen')), wish).main?.key).toBe(
      'screen-of-peer-bob',
    );
    const own = arrange(peopleOf(publishing(call, 'ada', 'screen')), wish);
    expect(own.main).toBeNull();
    expect(keysOf(own.others)[0]).toBe('screen-of-peer-ada');
  });

  it('keeps what is pinned on the stage, whatever else happens', () => {
    const sharing = peopleOf(publishing(call, 'bob', 'screen'));
    expect(arrange(sharing, { ...wish, pinned: 'peer-cleo' }).main?.key).toBe('peer-cleo');
    expect(arrange(sharing, { ...wish, pinned: 'peer-gone' }).main?.key).toBe('screen-of-peer-bob');
  });

  it('shows the speaker, and somebody else than oneself before anybody spoke', () => {
    const speaker = { ...wish, layout: 'speaker' } as const;
    expect(arrange(peopleOf(call), speaker).main?.key).toBe('peer-bob');
    expect(arrange(peopleOf(call), { ...speaker, speakerId: 'peer-cleo' }).main?.key).toBe('peer-cleo');
  });

  it('hides one’s own tile unless one is alone', () => {
    const hiding = { ...wish, isSelfHidden: true };
    expect(keysOf(arrange(peopleOf(call), hiding).others)).toEqual(['peer-bob', 'peer-cleo']);
    expect(keysOf(arrange(peopleOf(callOf(peer('ada', 1))), hiding).others)).toEqual(['peer-ada']);
  });
});
