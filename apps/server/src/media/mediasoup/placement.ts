/** A worker as one that is looked for a place on. */
type Choice = {
  /** Of one core, lately: 0 to 1. */
  readonly share: number;
  readonly isFull: boolean;
  readonly open: { readonly consumers: number; readonly rooms: number };
};

/** What a share of a core is rounded down to: less than that is chance. */
const SHARE_STEP = 0.25;

/** Those on which the least goes on first: by processor time, then streams sent, then rooms. */
export function byLoad<Worker extends Choice>(workers: readonly Worker[]): Worker[] {
  const steps = ({ share }: Choice) => Math.floor(share / SHARE_STEP);
  return workers.toSorted(
    (a, b) =>
      Number(a.isFull) - Number(b.isFull) ||
      steps(a) - steps(b) ||
      a.open.consumers - b.open.consumers ||
      a.open.rooms - b.open.rooms,
  );
}

/**
 * On which worker somebody is put who comes into a room. A room stays where it is while there is a place
 * for them: each further worker costs a copy of everything that is watched on it. When it has outgrown
 * its workers it gets another one, and when there is none all go on sharing those it has.
 *
 * @param room how many of its peers are on each worker that it uses
 * @param workers all that run
 * @param peersPerWorker how many of one room fit on one
 * @returns undefined when no worker runs
 */
export function placeFor<Worker extends Choice>(
  room: ReadonlyMap<Worker, number>,
  workers: readonly Worker[],
  peersPerWorker: number,
): Worker | undefined {
  const peersOn = (worker: Worker) => room.get(worker) ?? 0;
  const ordered = byLoad(workers);
  const used = ordered.filter((worker) => room.has(worker));
  const fewestFirst = used.toSorted((a, b) => peersOn(a) - peersOn(b));
  return (
    used.find((worker) => !worker.isFull && peersOn(worker) < peersPerWorker) ??
    ordered.find((worker) => !worker.isFull && !room.has(worker)) ??
    fewestFirst.find((worker) => !worker.isFull) ??
    fewestFirst[0] ??
    ordered[0]
  );
}
