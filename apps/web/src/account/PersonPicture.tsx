import type { Person } from '@parley/protocol/account';
import { Avatar } from '../ui/Avatar.tsx';
import { classNames } from '../ui/classNames.ts';

type PersonPictureProps = {
  person: Pick<Person, 'accountId' | 'displayName' | 'pictureVersion'>;
  className?: string;
};

/** Decoration, as an avatar is: the name stands beside it. */
export function PersonPicture({ person, className }: PersonPictureProps) {
  const { accountId, displayName, pictureVersion } = person;
  if (pictureVersion === null) {
    return <Avatar name={displayName} {...(className !== undefined && { className })} />;
  }
  return (
    <img
      alt=""
      src={`/api/v1/accounts/${accountId}/picture/${pictureVersion}`}
      className={classNames('shrink-0 rounded-full object-cover', className ?? 'size-9')}
    />
  );
}
