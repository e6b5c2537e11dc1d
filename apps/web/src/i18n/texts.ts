import type { callEn } from './call/en.ts';
import type { deadEndsEn } from './deadEnds/en.ts';
import type { devicesEn } from './devices/en.ts';
import type { en } from './en.ts';
import type { homeEn } from './home/en.ts';

/** The same keys, with any texts. */
export type Same<Shape> = {
  [Key in keyof Shape]: Shape[Key] extends string ? string : Same<Shape[Key]>;
};

/** What a language has to bring. */
export type Texts = FirstTexts &
  Same<typeof homeEn> &
  Same<typeof devicesEn> &
  Same<typeof deadEndsEn> &
  Same<typeof callEn>;

/** Of these the ones without which no page can begin. */
export type FirstTexts = Same<typeof en>;
