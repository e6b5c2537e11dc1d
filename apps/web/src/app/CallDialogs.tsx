import { lazy, Suspense } from 'react';
import { VolumeDialog } from '../features/people/VolumeDialog.tsx';
import { RenameDialog } from '../features/settings/RenameDialog.tsx';
import { SettingsDialog } from '../features/settings/SettingsDialog.tsx';
import { ShortcutsDialog } from '../features/settings/ShortcutsDialog.tsx';
import { useCallView, useCallViewStore } from '../view/callView.ts';
import { LanguageSelect } from './LanguageSelect.tsx';
import { loadPart } from './loadPart.ts';

const QualityDialog = lazy(() =>
  loadPart(() => import('../features/quality/QualityDialog.tsx')).then(({ QualityDialog }) => ({
    default: QualityDialog,
  })),
);
const InvitePart = lazy(() =>
  loadPart(() => import('./InvitePart.tsx')).then(({ InvitePart }) => ({ default: InvitePart })),
);

export function CallDialogs() {
  const view = useCallViewStore();
  const dialog = useCallView((state) => state.dialog);
  const onClose = () => view.setState({ dialog: null });
  switch (dialog?.kind) {
    case undefined:
      return null;
    case 'settings':
      return <SettingsDialog onClose={onClose} languageSelect={<LanguageSelect hasVisibleLabel />} />;
    case 'shortcuts':
      return <ShortcutsDialog onClose={onClose} />;
    case 'rename':
      return <RenameDialog onClose={onClose} />;
    case 'quality':
      return (
        <Suspense fallback={null}>
          <QualityDialog peerId={dialog.peerId} onClose={onClose} />
        </Suspense>
      );
    case 'invite':
      return (
        <Suspense fallback={null}>
          <InvitePart onClose={onClose} />
        </Suspense>
      );
    case 'volume':
      return <VolumeDialog peerId={dialog.peerId} onClose={onClose} />;
  }
}
