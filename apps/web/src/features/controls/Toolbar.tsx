import { useTranslation } from 'react-i18next';
import { useIsNarrow } from '../../view/useIsNarrow.ts';
import { CameraControl } from './CameraControl.tsx';
import { HandButton } from './HandButton.tsx';
import { LayoutMenu } from './LayoutMenu.tsx';
import { LeaveButton } from './LeaveButton.tsx';
import { MicrophoneControl } from './MicrophoneControl.tsx';
import { MoreMenu } from './MoreMenu.tsx';
import { ChatButton, PeopleButton } from './PanelButtons.tsx';
import { ReactionsButton } from './ReactionsButton.tsx';
import { RoomLabel } from './RoomLabel.tsx';
import { ShareButton } from './ShareButton.tsx';
import { useRovingTabIndex } from './useRovingTabIndex.ts';

/** On a narrow screen only what must be at hand stays; the rest is in More. */
export function Toolbar() {
  const { t } = useTranslation();
  const isNarrow = useIsNarrow();
  const roving = useRovingTabIndex<HTMLDivElement>();
  return (
    <div
      role="toolbar"
      data-area="toolbar"
      aria-label={t('controls.toolbar')}
      {...roving}
      className="col-span-full flex items-center gap-2 px-3 pt-2 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:gap-3 sm:px-5 lg:grid lg:grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)]"
    >
      <RoomLabel />
      <div className="flex flex-1 items-center justify-around gap-2 md:justify-center md:gap-2 lg:gap-2.5">
        <MicrophoneControl />
        <CameraControl />
        {isNarrow ? (
          <>
            <HandButton />
            <ChatButton />
            <MoreMenu isNarrow />
          </>
        ) : (
          <>
            <ShareButton />
            <HandButton />
            <ReactionsButton />
            <span aria-hidden className="mx-1 h-7 w-px bg-line max-lg:hidden" />
            <ChatButton />
            <PeopleButton />
            <LayoutMenu />
            <MoreMenu isNarrow={false} />
          </>
        )}
      </div>
      <LeaveButton />
    </div>
  );
}
