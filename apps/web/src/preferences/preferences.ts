import { createStore, useStore } from 'zustand';
import { readStored, writeStored } from './stored.ts';

/** What this browser remembers about its person. Nothing of it leaves the browser by itself. */
export type Preferences = {
  readonly name: string;
  readonly theme: Theme;
  /** A BCP 47 tag, or null for the browser's own choice. */
  readonly language: string | null;
  /** Whether microphone and camera were on when the person last touched them. */
  readonly wantsMicrophone: boolean;
  readonly wantsCamera: boolean;
  /** Single letters as shortcuts (WCAG 2.1.4: they can be switched off). */
  readonly hasLetterKeys: boolean;
  readonly isSelfViewHidden: boolean;
  /** Lets the other one of two connect straight to this device, where the operator offers it. */
  readonly isDirectAllowed: boolean;
  /** How much a call may use, on a thin or expensive network. */
  readonly dataUse: DataUse;
  /** Pictures get smaller while this machine does not keep up. */
  readonly isAdaptive: boolean;
};

export const THEMES = ['system', 'light', 'dark'] as const;
type Theme = (typeof THEMES)[number];

/** The figures are kbit/s, in each direction; with `sound-only` no pictures of others are received. */
export const DATA_USES = ['all', '600', '300', '150', 'sound-only'] as const;
export type DataUse = (typeof DATA_USES)[number];

/** In bit/s; null without a limit. */
export function maxBitrateOf(dataUse: DataUse): number | null {
  return dataUse === 'all' || dataUse === 'sound-only' ? null : Number(dataUse) * 1_000;
}

const KEY = 'parley.preferences';

const DEFAULTS: Preferences = {
  name: '',
  theme: 'system',
  language: null,
  wantsMicrophone: false,
  wantsCamera: false,
  hasLetterKeys: true,
  isSelfViewHidden: false,
  isDirectAllowed: true,
  dataUse: 'all',
  isAdaptive: true,
};

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Takes from what is stored only what still has the right type. */
function readPreferences(): Preferences {
  const stored = readStored(KEY, isObject) ?? {};
  const text = (name: keyof Preferences) =>
    typeof stored[name] === 'string' ? stored[name] : undefined;
  const claim = (name: keyof Preferences) =>
    typeof stored[name] === 'boolean' ? stored[name] : undefined;
  return {
    name: text('name') ?? DEFAULTS.name,
    theme: THEMES.find((theme) => theme === stored['theme']) ?? DEFAULTS.theme,
    language: text('language') ?? DEFAULTS.language,
    wantsMicrophone: claim('wantsMicrophone') ?? DEFAULTS.wantsMicrophone,
    wantsCamera: claim('wantsCamera') ?? DEFAULTS.wantsCamera,
    hasLetterKeys: claim('hasLetterKeys') ?? DEFAULTS.hasLetterKeys,
    isSelfViewHidden: claim('isSelfViewHidden') ?? DEFAULTS.isSelfViewHidden,
    isDirectAllowed: claim('isDirectAllowed') ?? DEFAULTS.isDirectAllowed,
    isAdaptive: claim('isAdaptive') ?? DEFAULTS.isAdaptive,
    dataUse: DATA_USES.find((dataUse) => dataUse === stored['dataUse']) ?? DEFAULTS.dataUse,
  };
}

export const preferences = createStore<Preferences>(readPreferences);

export function usePreference<Name extends keyof Preferences>(name: Name): Preferences[Name] {
  return useStore(preferences, (state) => state[name]);
}

export function setPreferences(changed: Partial<Preferences>): void {
  preferences.setState(changed);
  writeStored(KEY, preferences.getState());
}
