/** How much is done. */
export type Effort = {
  /** How often everything is measured; each part has its own number when nobody says. */
  readonly runs: number | undefined;
  /** As little as shows that it works; its figures are no figures. */
  readonly isSmall: boolean;
  /** For how many seconds nothing is broken. */
  readonly quietS: number;
};
