import { Suspense } from 'react';
import { renderToString } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Preparation, PreparedPart } from '../src/app/PreparedPart.tsx';

const load = async () => ({ default: () => <p>the call</p> });

test('what was prepared is shown at once, without anything in its place before', async () => {
  const part = new Preparation(load);
  const show = () =>
    renderToString(
      <Suspense fallback={<p>waiting</p>}>
        <PreparedPart of={part} />
      </Suspense>,
    );
  expect(show()).toContain('waiting');
  await part.prepare();
  expect(show()).toContain('the call');
  expect(show()).not.toContain('waiting');
});
