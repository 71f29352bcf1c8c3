import ts from 'typescript';
import { getTableColumns, is } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import { expect, test } from 'vitest';
import * as schema from '$lib/server/db/schema';
import { filesUnder, textOf } from './tree';

/** Queries of tenants' tables that need not keep to one tenant, as `file: function, table`, and why. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'src/lib/server/jobs.ts: doOnce, tenant': 'a job is done for each tenant',
  'src/lib/server/notices/publish.ts: publishNotice, tenant': 'an operator names those who are told',
  'src/lib/server/notices/publish.ts: addNoticeEntry, noticeTenant': 'an operator tells all who were told before',
  'src/lib/server/tenants/break-glass.ts: breakGlass, tenant': 'an operator names the tenant, which is entered then',
  'src/lib/server/tenants/contacts.ts: contactsOf, tenantContract': 'mails of the operator go to all tenants that are named',
  'src/lib/server/tenants/contacts.ts: contactsOf, tenant': 'as above',
  'src/lib/server/tenants/operate-tenants.ts: listTenants, tenantContract': 'operators see all tenants',
  'src/lib/server/tenants/operate-tenants.ts: listTenants, tenant': 'operators see all tenants',
  'src/lib/server/tenants/operate-tenants.ts: rowOf, tenant': 'an operator names the tenant',
  'src/lib/server/tenants/operate-tenants.ts: changeTenant, tenantContract': 'an operator names the tenant',
  'src/lib/server/tenants/operate-tenants.ts: changeTenant, tenant': 'an operator names the tenant',
  'src/lib/server/tenants/operate-tenants.ts: setTenantState, tenant': 'an operator names the tenant',
  'src/lib/server/tenants/operate-tenants.ts: endContracts, tenantContract': 'a job of the service ends whichever is due',
  'src/lib/server/tenants/operate-tenants.ts: endContracts, tenant': 'a job of the service ends whichever is due'
};

/** By their names in the source: what has a tenant's id, and the tenants themselves. */
const TABLES = new Set(
  Object.entries(schema).flatMap(([name, table]) =>
    is(table, PgTable) && (name === 'tenant' || 'tenantId' in getTableColumns(table)) ? [name] : []
  )
);
const BEGIN = ['from', 'innerJoin', 'leftJoin', 'rightJoin', 'fullJoin', 'update', 'delete'];

/** The declarations of one file that a name may mean: `own` in `.where(own)`. */
function declarationsOf(file: ts.SourceFile): ReadonlyMap<string, ts.Node[]> {
  const found = new Map<string, ts.Node[]>();
  const note = (name: string, node: ts.Node): void => void found.set(name, [...(found.get(name) ?? []), node]);
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer) note(node.name.text, node.initializer);
    if (ts.isFunctionDeclaration(node) && node.name && node.body) note(node.name.text, node.body);
    if (ts.isMethodDeclaration(node) && node.body) note(node.name.getText(), node.body);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

const isSource = (path: string): boolean => /(?<!\.test)\.ts$/.test(path) && !path.includes('/db/');
const FILES = filesUnder('src/lib/server').filter(isSource);
const parsed = (path: string, text: string): ts.SourceFile => ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);

/** Functions that other files may use: `seenBy` says `inTenant` for those who call it. */
const EXPORTED = new Map(
  FILES.flatMap((path) =>
    parsed(path, textOf(path)).statements.flatMap((each): [string, ts.Node][] =>
      ts.isFunctionDeclaration(each) &&
      each.name &&
      each.body &&
      each.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
        ? [[each.name.text, each.body]]
        : []
    )
  )
);

const nameOfCallee = ({ expression }: ts.CallExpression): string =>
  ts.isPropertyAccessExpression(expression) ? expression.name.getText() : expression.getText();

/** The whole chain of calls that a call stands in, up to its end. */
function chainOf(node: ts.Node): ts.Node {
  let end = node;
  while (ts.isPropertyAccessExpression(end.parent) || (ts.isCallExpression(end.parent) && end.parent.expression === end))
    end = end.parent;
  return end;
}

/** Whether a query says `inTenant(table`: itself, or by a name that it uses. */
function saysInTenant(query: ts.Node, table: string, names: ReadonlyMap<string, ts.Node[]>): boolean {
  const seen = new Set<string>();
  const says = (node: ts.Node): boolean => {
    if (ts.isCallExpression(node) && nameOfCallee(node) === 'inTenant' && node.arguments[0]?.getText() === table) return true;
    if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) {
      if (seen.has(node.text)) return false;
      seen.add(node.text);
      const meant = names.get(node.text) ?? [EXPORTED.get(node.text)].flatMap((body) => body ?? []);
      return meant.some(says);
    }
    return ts.forEachChild(node, (child) => says(child) || undefined) ?? false;
  };
  return says(query);
}

function functionOf(node: ts.Node): string {
  let name = '';
  for (let at: ts.Node = node; at.parent; at = at.parent) {
    if ((ts.isFunctionDeclaration(at) || ts.isMethodDeclaration(at)) && at.name) name ||= at.name.getText();
    if (ts.isVariableDeclaration(at) && ts.isSourceFile(at.parent.parent.parent)) name ||= at.name.getText();
  }
  return name;
}

/** Every query of a tenant's table in a file that does not keep to one tenant. */
function unboundIn(path: string, text: string): { readonly unbound: string[]; readonly queries: number } {
  const file = parsed(path, text);
  const names = declarationsOf(file);
  const unbound: string[] = [];
  let queries = 0;
  const visit = (node: ts.Node): void => {
    const table = ts.isCallExpression(node) && BEGIN.includes(nameOfCallee(node)) ? node.arguments[0]?.getText() : undefined;
    if (table !== undefined && TABLES.has(table)) {
      queries++;
      if (!saysInTenant(chainOf(node), table, names)) unbound.push(`${path}: ${functionOf(node)}, ${table}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return { unbound, queries };
}

test('every query of a table of tenants keeps to one tenant, or has a reason', () => {
  const found = FILES.map((path) => unboundIn(path, textOf(path)));
  const unbound = [...new Set(found.flatMap((each) => each.unbound))];
  expect(found.reduce((sum, { queries }) => sum + queries, 0)).toBeGreaterThan(100);
  expect(unbound.filter((each) => !(each in EXCEPTIONS))).toEqual([]);
  expect(Object.keys(EXCEPTIONS).filter((each) => !unbound.includes(each))).toEqual([]);
});

test('the rule sees through names, and no other table’s predicate stands in', () => {
  const of = (text: string): string[] => unboundIn('x.ts', text).unbound;
  expect(of('function f() { tx.db.select().from(account).where(eq(account.id, id)); }')).toEqual(['x.ts: f, account']);
  expect(of('function f() { tx.db.select().from(account).where(inTenant(session, tx)); }')).toEqual(['x.ts: f, account']);
  expect(of('function f() { const own = and(inTenant(account, tx)); tx.db.delete(account).where(own); }')).toEqual([]);
  expect(of('const own = () => inTenant(account, tx); function f() { tx.db.update(account).set({}).where(own()); }')).toEqual([]);
});
