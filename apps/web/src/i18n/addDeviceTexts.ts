import i18next from 'i18next';
import { devicesEn } from './devices/en.ts';

/** The English texts about devices that do not work come with what says so. */
export function addDeviceTexts(): void {
  i18next.addResourceBundle('en', 'translation', devicesEn, true);
}
