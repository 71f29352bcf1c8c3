import * as v from 'valibot';
import { contract } from '../contract';
import { Id, Instant } from '../shapes';
import { ADMIN_ONLY } from './people';

/** Rows that one file may have. */
export const IMPORT_ROWS = 500;

const cell = v.pipe(v.string(), v.maxLength(320));

/** A row as the page read it from the file: texts, which the server judges. */
export const ImportRow = v.object({
  /** the line of the file that it begins on, from 1 */
  line: v.pipe(v.number(), v.integer(), v.minValue(1)),
  email: cell,
  name: cell,
  role: cell,
  groups: v.pipe(v.array(cell), v.maxLength(50)),
  language: cell
});
export type ImportRow = v.InferOutput<typeof ImportRow>;

export const IMPORT_FIELDS = ['email', 'name', 'role', 'groups', 'language'] as const;
export const IMPORT_PROBLEMS = ['missing', 'wrong', 'too-long', 'twice', 'exists', 'left', 'unknown'] as const;

export const ImportProblem = v.object({
  line: v.number(),
  field: v.picklist(IMPORT_FIELDS),
  problem: v.picklist(IMPORT_PROBLEMS),
  /** the line that the address stands on too */
  other: v.optional(v.number())
});
export type ImportProblem = v.InferOutput<typeof ImportProblem>;

const Rows = v.pipe(v.array(ImportRow), v.minLength(1), v.maxLength(IMPORT_ROWS));
/** 500 rows at their longest */
const BODY_LIMIT = 2 * 1024 * 1024;

export const importPreview = contract({
  method: 'POST',
  path: '/api/v1/people/import/preview',
  summary: 'What would come of a list of people: what is wrong, by line and field, and which groups are missing.',
  guard: ADMIN_ONLY,
  bodyLimit: BODY_LIMIT,
  body: v.object({ rows: Rows }),
  isRepeatable: true,
  reply: v.object({ problems: v.array(ImportProblem), newGroups: v.array(v.string()) })
});

export const importPeople = contract({
  method: 'POST',
  path: '/api/v1/people/import',
  summary: 'Create all accounts of a list, or none; each gets a one-time code.',
  guard: ADMIN_ONLY,
  bodyLimit: BODY_LIMIT,
  body: v.object({ rows: Rows, createGroups: v.boolean() }),
  reply: v.object({
    people: v.array(v.object({ accountId: Id, email: v.string(), name: v.string(), code: v.string(), expiresAt: Instant })),
    newGroups: v.array(v.string())
  }),
  errors: ['import-refused', 'accounts-agreed']
});
