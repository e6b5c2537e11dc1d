import type { Files } from '../../files/Files.ts';
import { assertChats } from './chat.ts';
import type { TopicHandlers } from './Handlers.ts';

export function fileHandlers(files: Pick<Files, 'offer'>): TopicHandlers<'file'> {
  return {
    'file:offer': async ({ name, size, mediaType }, { call, visitor }) => {
      assertChats(call);
      const room = call.room.name;
      const accountId = (await visitor.account())?.accountId ?? null;
      const fileId = await files.offer({
        size,
        by: { accountId, address: visitor.address },
        kept: { room, name, mediaType },
      });
      return { reply: { fileId } };
    },
  };
}
