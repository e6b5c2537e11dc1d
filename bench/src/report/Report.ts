import type { Plot } from './linePlot.ts';

export type Table = {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
};

/** What one part of the bench has found out. */
export type Report = {
  /** Of its files. */
  readonly name: string;
  readonly title: string;
  /** What was done and what the figures mean; one paragraph each. */
  readonly about: readonly string[];
  readonly tables: readonly Table[];
  readonly plots: readonly Plot[];
  /** Everything that was measured, for programs. */
  readonly measured: object;
};
