import { Volume1, Volume2, VolumeX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useCall, useSession } from '../../session/SessionContext.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Switch } from '../../ui/Switch.tsx';

/** How loud one person is here, and whether always. Nobody else notices. */
export function VolumeDialog({ peerId, onClose }: { peerId: string; onClose: () => void }) {
  const { t } = useTranslation();
  const session = useSession();
  const name = useCall((state) => state.peers[peerId]?.name);
  const volume = useCall((state) => state.audio.volumes[peerId] ?? 1);
  const isAlwaysHeard = useCall((state) => state.audio.alwaysHeard.includes(peerId));
  if (name === undefined) return null;
  const Icon = volume === 0 ? VolumeX : volume < 0.5 ? Volume1 : Volume2;
  const percent = Math.round(volume * 100);
  const title = t('people.volumeTitle', { name });
  return (
    <Dialog title={title} closeLabel={t('common.close')} onClose={onClose}>
      <div className="flex items-center gap-4">
        <Icon aria-hidden className="size-5 shrink-0 text-quiet" />
        <input
          type="range"
          min={0}
          max={100}
          step={5}
          value={percent}
          aria-label={title}
          aria-valuetext={t('people.volumeValue', { percent })}
          onChange={(event) => session.setVolume(peerId, event.target.valueAsNumber / 100)}
          className="h-11 flex-1 accent-accent"
        />
        <output className="w-14 text-right text-sm tabular-nums">
          {t('people.volumeValue', { percent })}
        </output>
      </div>
      <div className="mt-5">
        <Switch
          label={t('people.alwaysHear')}
          hint={t('people.alwaysHearHint')}
          isOn={isAlwaysHeard}
          onChange={(isOn) => session.setAlwaysHeard(peerId, isOn)}
        />
      </div>
    </Dialog>
  );
}
