import type { Person } from '../../session/usePeople.ts';

/** Raised hands first, the longest waiting at the top; everybody else as they were. */
export function inHandOrder(people: readonly Person[]): readonly Person[] {
  const raisedAt = ({ handRaisedAt }: Person) => handRaisedAt ?? Number.POSITIVE_INFINITY;
  return people.toSorted((a, b) => {
    const [first, second] = [raisedAt(a), raisedAt(b)];
    return first === second ? 0 : first - second;
  });
}
