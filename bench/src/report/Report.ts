export type Table = {
  readonly title: string;
  readonly columns: readonly string[];
  /** So many of the first columns say what a row is about; the others hold what was found. */
  readonly keys: number;
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
  /** Each a part of a page, as `linePlot` and `barPlots` draw it. */
  readonly plots: readonly string[];
  /** Everything that was measured, for programs. */
  readonly measured: object;
};
