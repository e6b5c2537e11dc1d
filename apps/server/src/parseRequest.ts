import { ParleyError } from '@parley/protocol/errors';
import type * as z from 'zod/mini';

/** More than this many faults in one request help nobody. */
const LISTED_ISSUES = 5;

/** @throws {ParleyError} `bad-request`, with the first few `issues` */
export function parseRequest<Schema extends z.ZodMiniType>(
  schema: Schema,
  given: unknown,
): z.infer<Schema> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new ParleyError('bad-request', 'This request is not in the form that it should have.', {
    issues: parsed.error.issues.slice(0, LISTED_ISSUES).map(describeIssue),
  });
}

function describeIssue({ path, message }: z.core.$ZodIssue): string {
  const where = path.map(String).join('.').slice(0, 100);
  return where === '' ? message.slice(0, 200) : `${where}: ${message.slice(0, 200)}`;
}
