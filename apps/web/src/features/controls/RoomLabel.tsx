import { useRoomTitle } from '../../session/useRoomTitle.ts';

export function RoomLabel() {
  const title = useRoomTitle();
  return <p className="hidden min-w-0 truncate pl-1 text-sm font-medium text-quiet lg:block">{title}</p>;
}
