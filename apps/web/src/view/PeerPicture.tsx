import type { PeerAccount } from '@parley/protocol/peer';
import { PersonPicture } from '../account/PersonPicture.tsx';
import { Avatar } from '../ui/Avatar.tsx';

type PeerPictureProps = { name: string; account: PeerAccount | null; className: string };

/** The picture of somebody with an account, and of everybody else their initials. */
export function PeerPicture({ name, account, className }: PeerPictureProps) {
  if (account === null) return <Avatar name={name} className={className} />;
  return <PersonPicture person={{ ...account, displayName: name }} className={className} />;
}
