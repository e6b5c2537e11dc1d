import { JoinAtOnce } from '../features/ringing/JoinAtOnce.tsx';
import { addRingingTexts } from '../i18n/addRingingTexts.ts';
import { useIsExpected } from '../session/ringing.ts';
import { UnknownCodePage } from './UnknownCodePage.tsx';

addRingingTexts();

/** The door of a room of two: one is let in by what has gone before, or not at all. */
export function PrivateRoom({ room, isUnknown }: { room: string; isUnknown: boolean }) {
  const isExpected = useIsExpected(room);
  return isExpected && !isUnknown ? <JoinAtOnce /> : <UnknownCodePage room={room} />;
}
