import { expect, test } from 'vitest';
import { FileName, isShownImage, MediaType, toFileName } from '../src/file.ts';

test.each([
  'plan.pdf',
  'Ärger mit dem Hund 🐕.jpg',
  '.env',
  'no ending',
  'a'.repeat(255),
  '🐕'.repeat(255),
])('%s is a name of a file', (name) => {
  expect(FileName.safeParse(name).success).toBe(true);
  expect(toFileName(name)).toBe(name);
});

test.each([
  ['', undefined],
  [' ', undefined],
  ['.', undefined],
  ['..', undefined],
  ['/', undefined],
  ['../../etc/passwd', '.. .. etc passwd'],
  ['C:\\plan.pdf', 'C: plan.pdf'],
  ['two\nlines.txt', 'two lines.txt'],
  ['invoice\u202efdp.exe', 'invoice fdp.exe'],
  ['nul\0.txt', 'nul .txt'],
  ['half \ud83d dog', 'half   dog'],
  [` ${'a'.repeat(300)}.tar.gz`, `${'a'.repeat(252)}.gz`],
])('%j is none, and becomes %j', (given, name) => {
  expect(FileName.safeParse(given).success).toBe(false);
  expect(toFileName(given)).toBe(name);
});

test('what a page shows is a picture that cannot run', () => {
  expect(isShownImage('image/png')).toBe(true);
  expect(isShownImage('image/svg+xml')).toBe(false);
  expect(isShownImage('text/html')).toBe(false);
  expect(MediaType.safeParse('application/vnd.oasis.opendocument.text').success).toBe(true);
  for (const wrong of [
    '',
    'png',
    'image/',
    'text/html; charset=utf-8',
    'image/png\r\nx: y',
    'IMAGE/PNG',
  ])
    expect(MediaType.safeParse(wrong).success, wrong).toBe(false);
});
