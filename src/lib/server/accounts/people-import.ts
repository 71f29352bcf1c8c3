import { randomUUID } from 'node:crypto';
import { and, inArray, ne } from 'drizzle-orm';
import * as v from 'valibot';
import type { ReplyOf } from '$lib/api/contract';
import { GroupName } from '$lib/api/contracts/groups';
import { PersonName } from '$lib/api/contracts/people';
import type { importPeople, ImportProblem, importPreview, ImportRow } from '$lib/api/contracts/people-import';
import { Email, LanguageCode, Role } from '$lib/api/shapes';
import { ServiceError } from '$lib/model/service-errors';
import type { Actor } from '$lib/server/audit/act';
import { account, accountGroup } from '$lib/server/db/schema';
import { inTenant, tenantOf, type Tx } from '$lib/server/db/transaction';
import { issueFirstCodes } from './activation';
import { administer, keepWithinContract, targetOf, unlessTaken } from './administration';
import { joinGroups } from './membership';

/** A row that nothing is wrong with. */
interface Wanted {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly groups: readonly string[];
  readonly language: 'ja' | 'en';
}

interface Judged {
  readonly wanted: readonly Wanted[];
  readonly problems: readonly ImportProblem[];
  readonly newGroups: readonly string[];
  readonly groupIds: ReadonlyMap<string, string>;
}

type Field = ImportProblem['field'];
type Problem = ImportProblem['problem'];

function judgeCell<S extends v.GenericSchema<unknown, unknown>>(
  schema: S,
  text: string,
  max: number
): v.InferOutput<S> | Problem {
  if (text.trim() === '') return 'missing';
  if (text.trim().length > max) return 'too-long';
  const result = v.safeParse(schema, text);
  return result.success ? result.output : 'wrong';
}

async function existing(tx: Tx, rows: readonly ImportRow[]): Promise<ReadonlyMap<string, string>> {
  const emails = rows.flatMap(({ email }) => {
    const result = v.safeParse(Email, email);
    return result.success ? [result.output] : [];
  });
  if (emails.length === 0) return new Map();
  const found = await tx.db
    .select({ email: account.email, state: account.state })
    .from(account)
    .where(and(inTenant(account, tx), inArray(account.email, emails), ne(account.state, 'deleted')));
  return new Map(found.map(({ email, state }) => [email, state]));
}

/** Judge a list by what is there now. */
async function judge(tx: Tx, rows: readonly ImportRow[]): Promise<Judged> {
  const states = await existing(tx, rows);
  const all = await tx.db
    .select({ id: accountGroup.id, name: accountGroup.name })
    .from(accountGroup)
    .where(inTenant(accountGroup, tx));
  const groupIds = new Map(all.map(({ id, name }) => [name, id]));
  const problems: ImportProblem[] = [];
  const wanted: Wanted[] = [];
  const newGroups = new Set<string>();
  const firstLine = new Map<string, number>();

  for (const row of rows) {
    const before = problems.length;
    const { line } = row;
    const tell = (field: Field, problem: Problem, other?: number): void =>
      void problems.push({ line, field, problem, ...(other === undefined ? {} : { other }) });
    /** the cell as it is meant, or a problem told */
    const take = <S extends v.GenericSchema<unknown, unknown>>(
      field: 'email' | 'name' | 'role' | 'language',
      schema: S,
      max: number
    ) => {
      const judged = judgeCell(schema, row[field], max);
      const isProblem = judged === 'missing' || judged === 'too-long' || judged === 'wrong';
      if (isProblem) tell(field, judged === 'wrong' && field === 'role' ? 'unknown' : (judged as Problem));
      return isProblem ? undefined : (judged as v.InferOutput<S>);
    };

    const email = take('email', Email, 254);
    if (email !== undefined) {
      const other = firstLine.get(email);
      const state = states.get(email);
      if (other !== undefined) tell('email', 'twice', other);
      else if (state !== undefined) tell('email', state === 'left' ? 'left' : 'exists');
      firstLine.set(email, other ?? line);
    }
    const name = take('name', PersonName, 80);
    const role = take('role', Role, 20);
    const language = take('language', LanguageCode, 20);
    const groups = new Set<string>();
    for (const text of row.groups.filter((group) => group.trim() !== '')) {
      const group = v.safeParse(GroupName, text);
      if (!group.success) tell('groups', text.trim().length > 80 ? 'too-long' : 'wrong');
      else groups.add(group.output);
    }
    for (const group of groups) if (!groupIds.has(group)) newGroups.add(group);
    if (problems.length > before || !email || !name || !role || !language) continue;
    wanted.push({ email, name, role, groups: [...groups], language });
  }
  return { wanted, problems, newGroups: [...newGroups], groupIds };
}

/** What would come of a list; nothing is changed. */
export async function previewImport(tx: Tx, rows: readonly ImportRow[]): Promise<ReplyOf<typeof importPreview>> {
  const { problems, newGroups } = await judge(tx, rows);
  return { problems: [...problems], newGroups: [...newGroups] };
}

/**
 * Create all accounts of a list, or none.
 *
 * @param zone of whom creates them: theirs until they choose another
 * @throws ServiceError `import-refused` where anything is wrong, or groups are missing that are not to be created; `accounts-agreed`
 */
export async function importAll(
  tx: Tx,
  actor: Actor,
  rows: readonly ImportRow[],
  { createGroups, zone }: { readonly createGroups: boolean; readonly zone: string }
): Promise<ReplyOf<typeof importPeople>> {
  await administer(tx, actor);
  const { wanted, problems, newGroups, groupIds } = await judge(tx, rows);
  const missing = createGroups ? 0 : newGroups.length;
  if (problems.length + missing > 0) throw new ServiceError('import-refused', { problems: problems.length + missing });

  await keepWithinContract(tx, wanted.length);
  const tenantId = tenantOf(tx);
  const ids = new Map(groupIds);
  for (const name of newGroups) {
    const id = randomUUID();
    ids.set(name, id);
    await unlessTaken('groups', tx.db.insert(accountGroup).values({ id, tenantId, name, createdAt: tx.now }));
    tx.audit(actor, { action: 'group.created', target: { kind: 'group', id, name } });
  }
  const accounts = wanted.map(({ groups: _, ...columns }) => ({
    id: randomUUID(),
    tenantId,
    ...columns,
    zone,
    createdAt: tx.now,
    stateSince: tx.now
  }));
  await unlessTaken('email', tx.db.insert(account).values(accounts));
  await joinGroups(
    tx,
    wanted.flatMap(({ groups }, index) => groups.map((group) => ({ groupId: ids.get(group)!, accountId: accounts[index]!.id })))
  );
  for (const [index, row] of accounts.entries()) {
    const { role, groups } = wanted[index]!;
    tx.audit(actor, {
      action: 'account.created',
      target: targetOf(row),
      detail: { name: row.name, role, groups: [...groups], language: row.language, zone, fromList: true }
    });
  }
  const { codes, expiresAt } = await issueFirstCodes(tx, actor, accounts);
  const people = accounts.map(({ id, email, name }, index) => ({
    accountId: id,
    email,
    name,
    code: codes[index]!,
    expiresAt: expiresAt.toISOString()
  }));
  return { people, newGroups: [...newGroups] };
}
