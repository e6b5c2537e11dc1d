import type { Same } from '../texts.ts';
import type { en } from './en.ts';

export type MovingTexts = Same<typeof en>;
