import { useCall } from '../../session/SessionContext.ts';

export function RoomLabel() {
  const room = useCall((state) => state.room);
  return <p className="hidden min-w-0 truncate pl-1 text-sm font-medium text-quiet lg:block">{room}</p>;
}
