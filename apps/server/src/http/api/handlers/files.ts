import type { fileEndpoints } from '@parley/protocol/api/files';
import type { Files } from '../../../files/Files.ts';
import type { ApiTopic } from '../ApiHandlers.ts';

export function fileHandlers(files: Pick<Files, 'maxBytes'>): ApiTopic<typeof fileEndpoints> {
  return { 'GET /files': () => ({ reply: { maxBytes: files.maxBytes } }) };
}
