/**
 * What makes a person recognisable: the colour that fills their camera's picture and the tone that
 * fills their microphone's sound.
 */
export type Role = {
  readonly colour: { readonly red: number; readonly green: number; readonly blue: number };
  /** In hertz. */
  readonly tone: number;
};

/**
 * The colours are far apart after VP8 and 4:2:0 subsampling. No tone is near a multiple of another,
 * so that a distorted one is not taken for somebody else, and all lie where speech lies: the
 * browser's noise suppression and the Opus encoder treat them as sound worth keeping.
 */
export const ROLES = {
  red: { colour: { red: 200, green: 30, blue: 40 }, tone: 500 },
  green: { colour: { red: 30, green: 150, blue: 50 }, tone: 730 },
  blue: { colour: { red: 40, green: 60, blue: 210 }, tone: 1090 },
  yellow: { colour: { red: 220, green: 200, blue: 30 }, tone: 1610 },
} as const satisfies Record<string, Role>;

export type RoleName = keyof typeof ROLES;

export const ROLE_NAMES: readonly RoleName[] = ['red', 'green', 'blue', 'yellow'];
