import type { DeviceKind } from '@parley/client/session/store/CallState';
import { useTranslation } from 'react-i18next';
import { useCall } from '../session/SessionContext.ts';

export type DeviceChoice = {
  /** A device's id; empty is the system's own choice. */
  readonly chosen: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly canChoose: boolean;
};

/** The devices of a kind as a list to choose from, with the system's own choice first. */
export function useDeviceChoice(kind: DeviceKind): DeviceChoice {
  const { t } = useTranslation();
  const { list, chosen, canChooseSpeaker } = useCall((state) => state.devices);
  const devices = list[kind].filter(({ deviceId }) => deviceId !== '' && deviceId !== 'default');
  const isListed = devices.some(({ deviceId }) => deviceId === chosen[kind]);
  return {
    chosen: isListed ? (chosen[kind] ?? '') : '',
    canChoose: kind !== 'speaker' || canChooseSpeaker,
    options: [
      { value: '', label: t('prejoin.systemChoice') },
      ...devices.map(({ deviceId, label }, index) => ({
        value: deviceId,
        label: label || t('prejoin.unnamedDevice', { kind: t(`prejoin.${kind}`), number: index + 1 }),
      })),
    ],
  };
}
