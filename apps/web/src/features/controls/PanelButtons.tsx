import { selectUnreadCount } from '@parley/client/session/store/selectors';
import { MessageSquare, Users } from 'lucide-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall } from '../../session/SessionContext.ts';
import { Hint } from '../../ui/Hint.tsx';
import { ControlButton } from '../../view/ControlButton.tsx';
import { useCallView } from '../../view/callView.ts';
import { SHORTCUTS } from '../../view/shortcutKeys.ts';
import { useTogglePanel } from '../../view/useTogglePanel.ts';

export function ChatButton() {
  const { t } = useTranslation();
  const id = useId();
  const isOpen = useCallView((view) => view.panel === 'chat');
  const togglePanel = useTogglePanel();
  const unread = useCall(selectUnreadCount);
  const hasNews = unread > 0 && !isOpen;
  return (
    <>
      <Hint text={t('controls.chat')} keys={SHORTCUTS.chat.shown}>
        <ControlButton
          label={t('controls.chat')}
          icon={MessageSquare}
          look={isOpen ? 'active' : 'plain'}
          aria-expanded={isOpen}
          aria-keyshortcuts={SHORTCUTS.chat.aria}
          {...(hasNews ? { badge: unread > 99 ? '99+' : unread, 'aria-describedby': id } : {})}
          onClick={() => togglePanel('chat')}
        />
      </Hint>
      {hasNews && (
        <span id={id} hidden>
          {t('controls.unread', { count: unread })}
        </span>
      )}
    </>
  );
}

export function PeopleButton() {
  const { t } = useTranslation();
  const id = useId();
  const isOpen = useCallView((view) => view.panel === 'people');
  const togglePanel = useTogglePanel();
  const count = useCall((state) => Object.keys(state.peers).length);
  return (
    <>
      <Hint text={t('controls.people')} keys={SHORTCUTS.people.shown}>
        <ControlButton
          label={t('controls.people')}
          icon={Users}
          look={isOpen ? 'active' : 'plain'}
          aria-expanded={isOpen}
          aria-keyshortcuts={SHORTCUTS.people.aria}
          aria-describedby={id}
          onClick={() => togglePanel('people')}
        />
      </Hint>
      <span id={id} hidden>
        {t('controls.count', { count })}
      </span>
    </>
  );
}
