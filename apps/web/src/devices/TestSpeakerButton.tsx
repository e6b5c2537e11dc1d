import { AudioLines } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall } from '../session/SessionContext.ts';
import { Button } from '../ui/Button.tsx';
import { playTestSound } from './playTestSound.ts';

export function TestSpeakerButton({ className }: { className?: string }) {
  const { t } = useTranslation();
  const speaker = useCall((state) => state.devices.chosen.speaker);
  const [isPlaying, setIsPlaying] = useState(false);
  const play = () => {
    setIsPlaying(true);
    // A speaker that is gone stays silent, which is what the test is there to find out.
    playTestSound(speaker)
      .catch(() => undefined)
      .finally(() => setIsPlaying(false));
  };
  return (
    <Button
      look="ghost"
      size="small"
      disabled={isPlaying}
      onClick={play}
      {...(className ? { className } : {})}
    >
      <AudioLines aria-hidden className="size-4 text-quiet" />
      {isPlaying ? t('prejoin.testingSpeaker') : t('prejoin.testSpeaker')}
    </Button>
  );
}
