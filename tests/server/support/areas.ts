/** Groups and areas for tests of access. */
import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { areaCreate, areaGet, areaGrants, type Grant } from '$lib/api/contracts/areas';
import { ServiceError } from '$lib/model/service-errors';
import type { Person, TestApp } from './app';

/** A group put straight into the store. */
export async function groupOf(app: TestApp, tenantId: string, name: string, members: readonly Person[] = []): Promise<string> {
  const id = randomUUID();
  await app.owner.query('insert into account_group (id, tenant_id, name, created_at) values ($1, $2, $3, $4)', [
    id,
    tenantId,
    name,
    app.now
  ]);
  for (const { accountId } of members) await join(app, tenantId, id, accountId);
  return id;
}

export async function join(app: TestApp, tenantId: string, groupId: string, accountId: string): Promise<void> {
  await app.owner.query('insert into group_member (tenant_id, group_id, account_id) values ($1, $2, $3)', [
    tenantId,
    groupId,
    accountId
  ]);
}

/** Create an area; with grants. @returns its id */
export async function areaOf(
  owner: Person,
  name: string,
  grants: readonly Pick<Grant, 'kind' | 'id' | 'right'>[] = []
): Promise<string> {
  const { areaId } = await owner.caller.call(areaCreate, { body: { name } });
  if (grants.length > 0) {
    await owner.caller.call(areaGrants, {
      params: { areaId },
      body: { version: 1, grants: grants.map((each) => ({ ...each })) }
    });
  }
  return areaId;
}

/** The version somebody sees now. */
export const versionOf = async (person: Person, areaId: string): Promise<number> =>
  (await person.caller.call(areaGet, { params: { areaId } })).version;

/** What an act ends with: `ok`, or the code of the refusal. */
export async function outcome(act: Promise<unknown>): Promise<string> {
  try {
    await act;
    return 'ok';
  } catch (error) {
    expect(error).toBeInstanceOf(ServiceError);
    return (error as ServiceError).code;
  }
}

/** The actions that a tenant's audit has, in order. */
export async function actionsOf(app: TestApp, tenantId: string): Promise<string[]> {
  const { rows } = await app.owner.query<{ action: string }>('select action from audit_entry where tenant_id = $1 order by seq', [
    tenantId
  ]);
  return rows.map(({ action }) => action);
}
