import { toJsonSchema, type JsonSchema } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import { CALLER_HEADER } from '$lib/api/client';
import type { Contract, Guard } from '$lib/api/contract';
import { CONTRACTS } from '$lib/api/contracts';
import { SERVICE_ERROR_CODES, type ServiceErrorCode } from '$lib/model/service-errors';
import { COOKIES } from './caller';
import { STATUS } from './status';

type Json = Readonly<Record<string, unknown>>;

/** Refusals that any endpoint may give, and those that come with what it is. */
const ALWAYS = ['bad-request', 'too-many-requests', 'unavailable', 'internal'] as const satisfies readonly ServiceErrorCode[];
const OF_SESSION = ['sign-in-needed', 'wrong-stage'] as const satisfies readonly ServiceErrorCode[];
const OF_TENANT = ['outside-network', 'tenant-suspended'] as const satisfies readonly ServiceErrorCode[];

/** What a schema takes, as JSON Schema 2020-12, which OpenAPI 3.1 is written in: on the wire, before any transformation. */
function shapeOf(schema: v.GenericSchema<unknown, unknown>): JsonSchema {
  const { $schema: _, ...shape } = toJsonSchema(schema, {
    target: 'draft-2020-12',
    typeMode: 'input',
    // what JSON Schema has no word for is checked all the same
    errorMode: 'ignore'
  });
  return shape;
}

/** The refusals of a contract, by status. */
export function refusalsOf({
  guard,
  method,
  body,
  path,
  errors = []
}: Contract): ReadonlyMap<number, readonly ServiceErrorCode[]> {
  const codes = new Set<ServiceErrorCode>([...ALWAYS, ...errors]);
  const add = (more: readonly ServiceErrorCode[]): void => more.forEach((code) => codes.add(code));
  if (guard.who !== 'anyone') add(OF_SESSION);
  if (guard.who === 'user') add(OF_TENANT);
  if (guard.who === 'user' && guard.roles) add(['forbidden']);
  if (method !== 'GET') add(['cross-site']);
  if (method !== 'GET' && guard.who !== 'anyone') add(['idempotency-mismatch']);
  if (body) add(['too-large']);
  if (path.includes('[')) add(['not-found']);
  const byStatus = new Map<number, ServiceErrorCode[]>();
  for (const code of SERVICE_ERROR_CODES) {
    if (codes.has(code)) byStatus.set(STATUS[code], [...(byStatus.get(STATUS[code]) ?? []), code]);
  }
  return byStatus;
}

function parametersOf({ path, query, method, guard, isRepeatable }: Contract): Json[] {
  const inPath = [...path.matchAll(/\[(\w+)\]/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: name!.endsWith('Id') ? { type: 'string', format: 'uuid' } : { type: 'string' }
  }));
  const shape = query ? shapeOf(query) : {};
  const inQuery = Object.entries(shape.properties ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    required: shape.required?.includes(name) ?? false,
    schema
  }));
  const headers: Json[] = [];
  if (method !== 'GET') headers.push({ name: CALLER_HEADER, in: 'header', required: true, schema: { type: 'string' } });
  if (method !== 'GET' && guard.who !== 'anyone' && !isRepeatable)
    headers.push({
      name: 'Idempotency-Key',
      in: 'header',
      required: false,
      schema: { type: 'string', minLength: 8, maxLength: 200 }
    });
  return [...inPath, ...inQuery, ...headers];
}

/** A reply without fields is told by its status alone. */
const isNothing = (shape: JsonSchema): boolean => shape.type === 'object' && Object.keys(shape.properties ?? {}).length === 0;

function repliesOf(contract: Contract): Json {
  const { reply } = contract;
  const shape = reply === 'stream' ? undefined : shapeOf(reply);
  const replies: Record<string, Json> = {};
  if (shape === undefined) replies['200'] = { description: 'A stream', content: { '*/*': { schema: {} } } };
  else if (isNothing(shape) && shape.additionalProperties === false) replies['204'] = { description: 'Done' };
  else replies['200'] = { description: 'Done', content: { 'application/json': { schema: shape } } };
  for (const [status, codes] of refusalsOf(contract)) {
    const schema = { allOf: [{ $ref: '#/components/schemas/Refusal' }, { properties: { code: { enum: codes } } }] };
    replies[status] = { description: codes.join(', '), content: { 'application/json': { schema } } };
  }
  return replies;
}

/** An operation needs a cookie of its listener, unless it is anyone's. */
const securityOf = ({ who }: Guard): Json[] => (who === 'anyone' ? [] : [{ [who === 'operator' ? 'operator' : 'session']: [] }]);

function operationOf(contract: Contract): Json {
  const { method, path, summary, guard, body } = contract;
  const words = path
    .replace('/api/v1/', '')
    .split('/')
    .map((part) => part.replace(/[[\]]/g, ''));
  const access = guard.who === 'user' && guard.roles ? { 'x-roles': guard.roles } : {};
  return {
    operationId: [method.toLowerCase(), ...words].join('-'),
    summary,
    tags: [words[0]],
    security: securityOf(guard),
    ...access,
    parameters: parametersOf(contract),
    ...(body ? { requestBody: { required: true, content: { 'application/json': { schema: shapeOf(body) } } } } : {}),
    responses: repliesOf(contract)
  };
}

const cookie = (name: string, description: string): Json => ({ type: 'apiKey', in: 'cookie', name, description });

/**
 * The OpenAPI 3.1 document of the service, made of its contracts: see [Note: Contracts].
 *
 * @param version the program's
 */
export function openApi(version: string, contracts: readonly Contract[] = CONTRACTS): Json & { readonly openapi: string } {
  const paths: Record<string, Record<string, Json>> = {};
  for (const contract of contracts) {
    const path = contract.path.replace(/\[(\w+)\]/g, '{$1}');
    paths[path] = { ...paths[path], [contract.method.toLowerCase()]: operationOf(contract) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Kiseki', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: '/' }],
    paths,
    components: {
      securitySchemes: {
        session: cookie(COOKIES.public, 'Signed in.'),
        operator: cookie(COOKIES.management, 'Signed in at the console; at the management port only.')
      },
      schemas: {
        Refusal: {
          type: 'object',
          required: ['code', 'detail'],
          properties: {
            code: { type: 'string', enum: SERVICE_ERROR_CODES },
            detail: { type: 'object', additionalProperties: { type: ['string', 'number', 'boolean', 'null'] } }
          }
        }
      }
    }
  };
}
