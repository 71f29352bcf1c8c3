import { afterAll, beforeAll, expect, test } from 'vitest';
import { CONTRACTS } from '$lib/api/contracts';
import { openapiGet } from '$lib/api/contracts/openapi';
import { SERVICE_ERROR_CODES } from '$lib/model/service-errors';
import { ROUTES, TestApp } from './support/app';

type Node = Record<string, unknown>;

interface Operation {
  readonly operationId: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly in: string;
    readonly required: boolean;
    readonly schema: Node;
  }[];
  readonly responses: Readonly<Record<string, Node>>;
  readonly security: readonly Node[];
}

let app: TestApp;
let document: Node & { paths: Record<string, Record<string, Operation>>; components: { schemas: Node; securitySchemes: Node } };
beforeAll(async () => {
  app = await TestApp.start();
  document = (await app.guest().call(openapiGet, {})) as unknown as typeof document;
});
afterAll(() => app?.stop());

const operations = (): (readonly [path: string, method: string, operation: Operation])[] =>
  Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => [path, method, operation] as const)
  );

/** What JSON Schema 2020-12 allows of what we use; anything else is a word that readers of the document would not know. */
const TYPES = new Set(['string', 'number', 'integer', 'boolean', 'object', 'array', 'null']);
const OF_SCHEMAS = ['anyOf', 'oneOf', 'allOf', 'prefixItems'];
const OF_SCHEMA = ['items', 'additionalProperties', 'propertyNames', 'not'];
const OF_NUMBER = ['minLength', 'maxLength', 'minItems', 'maxItems', 'minimum', 'maximum', 'minProperties', 'maxProperties'];
const OTHER = [
  'type',
  'properties',
  'required',
  'enum',
  'const',
  'default',
  'pattern',
  'format',
  '$ref',
  'description',
  'uniqueItems'
];

function faultsOf(schema: unknown, at: string): string[] {
  if (typeof schema === 'boolean') return [];
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return [`${at}: no schema`];
  const faults: string[] = [];
  for (const [word, value] of Object.entries(schema as Node)) {
    const here = `${at}/${word}`;
    if (OF_SCHEMAS.includes(word)) {
      if (!Array.isArray(value) || value.length === 0) faults.push(`${here}: no list`);
      else value.forEach((each, index) => faults.push(...faultsOf(each, `${here}/${index}`)));
    } else if (OF_SCHEMA.includes(word)) faults.push(...faultsOf(value, here));
    else if (word === 'properties')
      for (const [name, each] of Object.entries(value as Node)) faults.push(...faultsOf(each, `${here}/${name}`));
    else if (OF_NUMBER.includes(word) ? typeof value !== 'number' : !OTHER.includes(word)) faults.push(here);
    else if (word === 'type' && ![value].flat().every((type) => TYPES.has(type as string))) faults.push(here);
    else if (word === 'required' && !(value as string[]).every((name) => name in ((schema as Node).properties as Node)))
      faults.push(here);
    else if (word === 'pattern' && !isPattern(value)) faults.push(here);
    else if (word === '$ref' && !((value as string).replace('#/components/schemas/', '') in document.components.schemas))
      faults.push(here);
  }
  return faults;
}

function isPattern(value: unknown): boolean {
  try {
    return new RegExp(value as string, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}

function schemasIn(node: unknown, at = ''): (readonly [unknown, string])[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => {
    const here = `${at}/${key}`;
    if (key === 'schema') return [[value, here] as const];
    if (key === 'schemas') return Object.entries(value as Node).map(([name, each]) => [each, `${here}/${name}`] as const);
    return schemasIn(value, here);
  });
}

test('is an OpenAPI 3.1 document whose schemas are schemas', () => {
  expect(document).toMatchObject({ openapi: '3.1.0', info: { title: 'Kiseki', version: 'test' } });
  const schemas = schemasIn(document);
  expect(schemas.length).toBeGreaterThan(CONTRACTS.length);
  expect(schemas.flatMap(([schema, at]) => faultsOf(schema, at))).toEqual([]);
});

test('has every route once, with the parameters of its path and a status for each way it ends', () => {
  const told = operations().map(([path, method]) => `${method.toUpperCase()} ${path}`);
  expect(told.sort()).toEqual(CONTRACTS.map(({ method, path }) => `${method} ${path.replace(/\[(\w+)\]/g, '{$1}')}`).sort());
  const routes = ROUTES.map(({ id }) => id.replace(/\[(\w+)\]/g, '{$1}')).filter((id) => id.startsWith('/api/'));
  expect(Object.keys(document.paths).sort()).toEqual(routes.sort());
  for (const [path, method, { parameters, responses, security }] of operations()) {
    const named = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
    expect(
      parameters.filter((each) => each.in === 'path').map(({ name }) => name),
      path
    ).toEqual(named);
    expect(
      Object.keys(responses).filter((status) => /^20[04]$/.test(status)),
      `${method} ${path}`
    ).toHaveLength(1);
    for (const status of ['400', '429', '500', '503']) expect(responses, `${method} ${path}`).toHaveProperty(status);
    for (const scheme of security.flatMap(Object.keys)) expect(document.components.securitySchemes).toHaveProperty(scheme);
  }
  const ids = operations().map(([, , { operationId }]) => operationId);
  expect(new Set(ids).size).toBe(ids.length);
});

test('tells every refusal that the service knows, but for those that only a page can see', () => {
  const text = JSON.stringify(operations().map(([, , { responses }]) => responses));
  expect(SERVICE_ERROR_CODES.filter((code) => !text.includes(`"${code}"`))).toEqual(['guests-off', 'offline']);
});
