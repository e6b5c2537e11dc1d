import type { Same } from '../texts.ts';
import type { en } from './en.ts';

export type RingingTexts = Same<typeof en>;
