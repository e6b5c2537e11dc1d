import { expect, test } from 'vitest';
import { createLog } from '../src/log.ts';

test('secrets do not reach the log, however deep they are', () => {
  const lines: string[] = [];
  const log = createLog('debug', { write: (line) => void lines.push(line) });
  log.info(
    {
      resumeToken: 'hush-1',
      request: { resumeToken: 'hush-2', media: { iceParameters: { password: 'hush-3' } } },
      iceServers: [{ credential: 'hush-4' }],
      config: { adminToken: 'hush-5', databaseUrl: 'hush-6', turn: { secret: 'hush-7' } },
      headers: { authorization: 'hush-8', cookie: 'hush-9' },
      peerId: 'shown',
    },
    'a line',
  );
  expect(lines.join()).not.toContain('hush');
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'info', msg: 'a line', peerId: 'shown' });
});
