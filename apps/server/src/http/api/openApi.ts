import type { Access, Endpoint } from '@parley/protocol/api/Endpoint';
import { endpoints } from '@parley/protocol/api/endpoints';
import { API_PREFIX } from '@parley/protocol/api/prefix';
import { WireError } from '@parley/protocol/errors';
import * as z from 'zod/mini';

type Json = Record<string, unknown>;

/** The table of endpoints in the words of OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.1). */
export function describeApi(version: string): Json {
  const paths: Record<string, Json> = {};
  for (const [name, endpoint] of Object.entries<Endpoint>(endpoints)) {
    const [method = '', path = ''] = name.split(' ');
    const template = API_PREFIX + path.replace(/:(\w+)/g, '{$1}');
    paths[template] = { ...paths[template], [method.toLowerCase()]: describe(endpoint) };
  }
  return {
    openapi: '3.1.1',
    info: { title: 'Parley', version, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: { Error: schemaOf(WireError, 'output') },
      securitySchemes: {
        adminToken: { type: 'http', scheme: 'bearer', description: 'The setting ADMIN_TOKEN.' },
        session: {
          type: 'http',
          scheme: 'bearer',
          description: 'The token of a session; browsers send it as a cookie.',
        },
      },
    },
  };
}

const SECURITY: Readonly<Record<Access, Json[]>> = {
  anybody: [],
  'signed-in': [{ session: [] }],
  operator: [{ adminToken: [] }, { session: [] }],
};

function describe({ access, summary, params, query, body, reply }: Endpoint): Json {
  const error = {
    description: 'Refused or failed; `code` says why.',
    content: json({ $ref: '#/components/schemas/Error' }),
  };
  return {
    summary,
    security: SECURITY[access],
    ...(params || query
      ? { parameters: [...parameters('path', params), ...parameters('query', query)] }
      : {}),
    ...(body && { requestBody: { required: true, content: json(schemaOf(body, 'input')) } }),
    responses: {
      ...(reply
        ? { 200: { description: 'Done.', content: json(schemaOf(reply, 'output')) } }
        : { 204: { description: 'Done.' } }),
      '4XX': error,
      '5XX': error,
    },
  };
}

function parameters(place: 'path' | 'query', schema: z.ZodMiniObject | undefined): Json[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input' });
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: required.includes(name),
    schema: property,
  }));
}

function schemaOf(schema: z.ZodMiniType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...described } = z.toJSONSchema(schema, { io });
  return described;
}

function json(schema: Json): Json {
  return { 'application/json': { schema } };
}
