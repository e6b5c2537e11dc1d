import type { Endpoint } from '@parley/protocol/api/Endpoint';
import { endpoints } from '@parley/protocol/api/endpoints';
import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, test } from 'vitest';
import { describeApi } from '../../../src/http/api/openApi.ts';

const description = describeApi('1.2.3');
const paths = description['paths'] as Record<string, Record<string, { parameters?: unknown[] }>>;

test('is valid OpenAPI 3.1', async () => {
  const result = await new Validator().validate(structuredClone(description));
  expect(result.errors ?? [], JSON.stringify(result.errors)).toEqual([]);
  expect(result.valid).toBe(true);
});

test('describes each endpoint, and nothing else', () => {
  const described = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const expected = Object.keys(endpoints).map((name) =>
    name.replace(' ', ' /api/v1').replace(/:(\w+)/g, '{$1}'),
  );
  expect(described.sort()).toEqual(expected.sort());
});

test.each(Object.entries<Endpoint>(endpoints))('%s says what its path holds', (name, { params }) => {
  const inPath = [...name.matchAll(/:(\w+)/g)].map(([, param]) => param);
  expect(Object.keys(params?._zod.def.shape ?? {}).sort()).toEqual(inPath.sort());
});
