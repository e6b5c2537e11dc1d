import { hearYourself, type Loop } from '@parley/client/check/hearYourself';
import type { CheckReason } from '@parley/client/check/reasons';
import { Headphones } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Spinner } from '../../ui/Spinner.tsx';
import { Level } from './Level.tsx';

/** One's own microphone, as it comes back from the server. */
export function HearYourself() {
  const { t } = useTranslation('check');
  const [isStarting, setIsStarting] = useState(false);
  const [loop, setLoop] = useState<Loop | null>(null);
  const [problem, setProblem] = useState<CheckReason | null>(null);
  const isGone = useRef(false);
  const player = useRef<HTMLAudioElement>(null);

  useEffect(() => {
    if (loop && player.current) {
      player.current.srcObject = new MediaStream([loop.returned]);
      // A click began this; a browser that still plays nothing leaves the meters to look at.
      player.current.play().catch(() => undefined);
    }
    return () => loop?.close();
  }, [loop]);
  useEffect(() => {
    isGone.current = false;
    return () => {
      isGone.current = true;
    };
  }, []);

  const start = async () => {
    setIsStarting(true);
    setProblem(null);
    const opened = await hearYourself({ url: location.origin });
    setIsStarting(false);
    if ('reason' in opened) setProblem(opened.reason);
    else if (isGone.current) opened.close();
    else setLoop(opened);
  };

  return (
    <Card title={t('loop.title')} hint={t('loop.hint')}>
      <p className="mt-3 flex items-center gap-2.5 text-sm font-medium">
        <Headphones aria-hidden className="size-4 shrink-0" />
        {t('loop.headphones')}
      </p>
      {loop ? (
        <div className="mt-4 space-y-3">
          <Level label={t('loop.sent')} track={loop.sent} />
          <Level label={t('loop.returned')} track={loop.returned} />
          {/* biome-ignore lint/a11y/useMediaCaption: it is what the person says at this moment. */}
          <audio ref={player} />
          <Button onClick={() => setLoop(null)}>{t('loop.stop')}</Button>
        </div>
      ) : (
        <Button
          aria-busy={isStarting}
          disabled={isStarting}
          onClick={() => void start()}
          className="mt-4"
        >
          {isStarting && <Spinner />}
          {t(isStarting ? 'loop.starting' : 'loop.start')}
        </Button>
      )}
      {problem !== null && (
        <Notice look="problem" className="mt-4">
          {t(`reason.${problem}`)}
        </Notice>
      )}
    </Card>
  );
}
