import type { Storage } from '../../../src/storage/Storage.ts';

type NameOf<Kind> = {
  [Name in keyof Storage]: Storage[Name] extends Kind ? Name : never;
}[keyof Storage];

/** The repositories: not what the storage does as a whole. */
type Part = Exclude<keyof Storage, NameOf<(...given: never[]) => unknown>>;

/**
 * For `wrapStorage`: the real storage, in which one part behaves otherwise.
 *
 * @param change what is another, made from the real part
 */
export function withOther<Name extends Part>(
  name: Name,
  change: (real: Storage[Name]) => Partial<Storage[Name]>,
): (storage: Storage) => Storage {
  return (storage) => ({ ...storage, [name]: { ...storage[name], ...change(storage[name]) } });
}
