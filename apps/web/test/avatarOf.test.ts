import { describe, expect, it } from 'vitest';
import { colourOf, initialsOf } from '../src/ui/avatarOf.ts';

describe('initialsOf', () => {
  it.each([
    ['Ada Lovelace', 'AL'],
    ['ada', 'A'],
    ['Jean-Luc de la Tour', 'JT'],
    ['élodie', 'É'],
    ['"Bob" Smith', 'BS'],
    ['👩‍🚀 Mia', '👩‍🚀M'],
    ['!!!', '!'],
  ])('of %s are %s', (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });
});

describe('colourOf', () => {
  it('is the same for the same name', () => {
    expect(colourOf('Ada')).toBe(colourOf('Ada'));
  });

  it('tells names apart', () => {
    const names = Array.from({ length: 40 }, (_, index) => `Person ${index}`);
    expect(new Set(names.map(colourOf)).size).toBeGreaterThan(5);
  });
});
