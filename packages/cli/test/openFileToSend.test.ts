import { homedir } from 'node:os';
import { expect, test } from 'vitest';
import { openFileToSend, typedPath } from '../src/openFileToSend.ts';
import { UsageError } from '../src/UsageError.ts';
import { makeText, temporaryFolder } from './support/mediaFiles.ts';

test.each([
  ['/tmp/plan.png ', '/tmp/plan.png'],
  ['my plan.png', 'my plan.png'],
  ["'/tmp/my plan.png'", '/tmp/my plan.png'],
  ['"/tmp/my plan.png"', '/tmp/my plan.png'],
  ['/tmp/my\\ plan\\ \\(1\\).png', '/tmp/my plan (1).png'],
  ['~/plan.png', `${homedir()}/plan.png`],
])('%s is typed for %s', (typed, path) => {
  expect(typedPath(typed)).toBe(path);
});

test('a file has its name and its bytes; what is none is refused in words', async () => {
  const { name, bytes } = await openFileToSend(makeText());
  expect({ name, text: await bytes.text() }).toEqual({ name: 'notes.txt', text: 'No film.\n' });
  for (const path of [temporaryFolder(), '/nonexistent/plan.png']) {
    await expect(openFileToSend(path)).rejects.toThrow(UsageError);
  }
});
