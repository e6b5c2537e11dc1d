import { selectUnreadCount } from '@parley/client/session/store/selectors';
import * as Tooltip from 'radix-ui/tooltip';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChatPanel } from '../features/chat/ChatPanel.tsx';
import { Toolbar } from '../features/controls/Toolbar.tsx';
import { StatusLine } from '../features/news/StatusLine.tsx';
import { CallNotices } from '../features/notices/CallNotices.tsx';
import { PeoplePanel } from '../features/people/PeoplePanel.tsx';
import { Stage } from '../features/tiles/Stage.tsx';
import { addCallTexts } from '../i18n/addCallTexts.ts';
import { addDirectoryTexts } from '../i18n/addDirectoryTexts.ts';
import { addDoorsTexts } from '../i18n/addDoorsTexts.ts';
import { addQualityTexts } from '../i18n/addQualityTexts.ts';
import { useAreaKeys } from '../keyboard/useAreaKeys.ts';
import { useDeviceKeys } from '../keyboard/useDeviceKeys.ts';
import { useLetterKeys } from '../keyboard/useLetterKeys.ts';
import { usePushToTalk } from '../keyboard/usePushToTalk.ts';
import { CallPresence } from '../session/CallPresence.tsx';
import { PresenceContext, useFormerPeers } from '../session/presence.ts';
import { QualityContext, useQualityWatch } from '../session/QualityContext.ts';
import { useCall } from '../session/SessionContext.ts';
import { useGuestName } from '../session/useGuestName.ts';
import { useRoomTitle } from '../session/useRoomTitle.ts';
import { PortalRootContext } from '../ui/PortalRoot.ts';
import { CallViewContext, createCallView, useCallView, useCallViewStore } from '../view/callView.ts';
import { useWakeLock } from '../view/useWakeLock.ts';
import { CallDialogs } from './CallDialogs.tsx';
import { FloatingPart } from './FloatingPart.tsx';
import { useDocumentTitle } from './useDocumentTitle.ts';

addCallTexts();
addDirectoryTexts();
addDoorsTexts();
addQualityTexts();

export function CallPage() {
  const [view] = useState(createCallView);
  const quality = useQualityWatch();
  const presence = useFormerPeers();
  return (
    <CallViewContext value={view}>
      <QualityContext value={quality}>
        <PresenceContext value={presence}>
          <CallPresence presence={presence} />
          <Tooltip.Provider delayDuration={400}>
            <Call />
          </Tooltip.Provider>
        </PresenceContext>
      </QualityContext>
    </CallViewContext>
  );
}

function Call() {
  const { t } = useTranslation();
  const title = useRoomTitle();
  const unread = useCall(selectUnreadCount);
  const stage = useRef<HTMLDivElement>(null);
  const [portalRoot, setPortalRoot] = useState<HTMLElement | null>(null);
  useDocumentTitle(unread > 0 ? t('title.unread', { count: unread, title }) : title);
  useWakeLock();
  useGuestName();
  useAreaKeys();
  useDeviceKeys();
  useLetterKeys(stage);
  const isPushingToTalk = usePushToTalk(stage);
  // The page that had the focus is gone; the keys of the stage work from the first moment on.
  useEffect(() => {
    stage.current?.focus({ preventScroll: true });
  }, []);

  return (
    <PortalRootContext value={portalRoot}>
      <div className="on-stage grid h-dvh grid-cols-[minmax(0,1fr)_auto] grid-rows-[minmax(0,1fr)_auto] overflow-hidden bg-stage">
        <main
          aria-label={t('call.main')}
          className="col-span-full row-span-full grid grid-cols-subgrid grid-rows-subgrid"
        >
          <h1 className="sr-only">{title}</h1>
          <div
            ref={stage}
            data-area="stage"
            tabIndex={-1}
            className="relative col-start-1 row-start-1 flex min-h-0 flex-col pt-[env(safe-area-inset-top)] outline-none"
          >
            <CallNotices />
            <div className="flex min-h-0 flex-1 flex-col p-2 sm:p-3 sm:pb-1 relative">
              <Stage />
              <StatusLine />
            </div>
            {isPushingToTalk && (
              <p className="absolute bottom-4 left-1/2 z-20 -translate-x-1/2 rounded-full bg-accent px-4 py-2 text-sm font-semibold whitespace-nowrap text-on-accent shadow-raised">
                {t('call.talking')}
              </p>
            )}
          </div>
          <Toolbar />
          <div ref={setPortalRoot} className="absolute top-0 left-0" />
        </main>
        <Panel />
        <CallDialogs />
        <FloatingPart />
      </div>
    </PortalRootContext>
  );
}

/** The panel beside the stage, in the theme of the system and not of the stage. */
function Panel() {
  const view = useCallViewStore();
  const panel = useCallView((state) => state.panel);
  const opener = useRef<Element | null>(null);
  // Before the panel's own effects, which move the focus into it.
  useLayoutEffect(() => {
    if (panel === null) return;
    opener.current = document.activeElement;
    return () => {
      if (opener.current instanceof HTMLElement && opener.current.isConnected) opener.current.focus();
    };
  }, [panel]);
  const close = () => view.setState({ panel: null });
  if (panel === 'chat') return <ChatPanel onClose={close} />;
  if (panel === 'people') return <PeoplePanel onClose={close} />;
  return null;
}
