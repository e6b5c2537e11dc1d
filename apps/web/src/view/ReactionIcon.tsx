import type { Reaction } from '@parley/protocol/reaction';
import type { ReactNode } from 'react';

const SKIN = '#f7c948';
const SHADE = '#d99a1c';
const DARK = '#3a2a10';

const face = <circle cx="12" cy="12" r="10" fill={SKIN} />;
const mitten =
  'M7 11V6.5a1.6 1.6 0 0 1 3.2 0V5a1.6 1.6 0 0 1 3.2 0v1.2a1.6 1.6 0 0 1 3.2 0V14a5.2 5.2 0 0 1-5.2 5.2c-2.4 0-3.9-1-5.1-3L4 12.4c-.9-1.7 1.2-2.9 2.3-1.6Z';

const DRAWINGS: Readonly<Record<Reaction, ReactNode>> = {
  '👍': (
    <>
      <rect x="2" y="10.5" width="4.5" height="11" rx="1.6" fill={SHADE} />
      <path
        d="M8 11.2 11.6 3a2.3 2.3 0 0 1 4.3 1.5L15 9h4.6a2.3 2.3 0 0 1 2.3 2.8l-1.5 7.2a2.6 2.6 0 0 1-2.5 2.1H10a2 2 0 0 1-2-2Z"
        fill={SKIN}
      />
    </>
  ),
  '👏': (
    <>
      <path d={mitten} fill={SHADE} transform="translate(4.5 2) rotate(18 11 12)" />
      <path d={mitten} fill={SKIN} transform="translate(-1 3.4) rotate(-14 11 12)" />
      <path
        d="M15.5 1.5v2.6M19.5 2.6l-1.3 2.2M22.4 5.6l-2.2 1.2"
        stroke={SKIN}
        strokeWidth="1.5"
        strokeLinecap="round"
      />
    </>
  ),
  '😂': (
    <>
      {face}
      <path
        d="M5.8 10.4c.7-1.6 2.6-1.6 3.3 0M14.9 10.4c.7-1.6 2.6-1.6 3.3 0"
        fill="none"
        stroke={DARK}
        strokeWidth="1.5"
        strokeLinecap="round"
      />
      <path d="M6.6 13.4h10.8a5.4 5.4 0 0 1-10.8 0Z" fill={DARK} />
      <path
        d="M4.6 12.2c1.4 1.7 1.6 4-.2 4.6-1.7.4-3-1.4-1.9-2.8ZM19.4 12.2c-1.4 1.7-1.6 4 .2 4.6 1.7.4 3-1.4 1.9-2.8Z"
        fill="#5bb5f0"
      />
    </>
  ),
  '❤️': (
    <path
      d="M12 21.2 3.7 13a5.6 5.6 0 0 1 0-8 5.6 5.6 0 0 1 8 0l.3.4.3-.4a5.6 5.6 0 0 1 8 8Z"
      fill="#ef4458"
    />
  ),
  '🎉': (
    <>
      <path d="m2.2 21.8 5-13.2 8.2 8.2Z" fill={SKIN} />
      <path d="m5.1 14.1 4.8 4.8 2.7-1-6.5-6.5Z" fill="#ef4458" />
      <path
        d="M11 8.4c1.8-1.6 1.6-3.8.4-5.4M15.6 13c1.6-1.8 3.8-1.6 5.4-.4M13.6 10.4 18 6"
        fill="none"
        stroke="#5bb5f0"
        strokeWidth="1.6"
        strokeLinecap="round"
      />
      <circle cx="16" cy="3" r="1.3" fill="#ef4458" />
      <circle cx="21" cy="8" r="1.3" fill="#56d6bb" />
      <circle cx="20.8" cy="3.2" r="1.3" fill={SKIN} />
    </>
  ),
  '😮': (
    <>
      {face}
      <circle cx="8.2" cy="9.6" r="1.5" fill={DARK} />
      <circle cx="15.8" cy="9.6" r="1.5" fill={DARK} />
      <ellipse cx="12" cy="16" rx="2.6" ry="3.3" fill={DARK} />
    </>
  ),
};

/**
 * A reaction, drawn here: emoji fonts differ from system to system, and some systems have none.
 * Decoration; its meaning is said in words.
 */
export function ReactionIcon({ reaction, className }: { reaction: Reaction; className: string }) {
  return (
    <svg aria-hidden="true" data-reaction={reaction} viewBox="0 0 24 24" className={className}>
      {DRAWINGS[reaction]}
    </svg>
  );
}
