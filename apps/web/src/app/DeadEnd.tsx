import { addDeadEndTexts } from '../i18n/addDeadEndTexts.ts';
import { BadRoomPage } from './BadRoomPage.tsx';
import { InsecurePage } from './InsecurePage.tsx';
import { UnsupportedPage } from './UnsupportedPage.tsx';

addDeadEndTexts();

/** Why there is no call at this address in this browser. */
export type Obstacle =
  | { kind: 'bad-name'; typed: string }
  | { kind: 'insecure' }
  | { kind: 'unsupported'; missing: string[] };

export function DeadEnd({ obstacle }: { obstacle: Obstacle }) {
  if (obstacle.kind === 'bad-name') return <BadRoomPage typed={obstacle.typed} />;
  if (obstacle.kind === 'insecure') return <InsecurePage />;
  return <UnsupportedPage missing={obstacle.missing} />;
}
