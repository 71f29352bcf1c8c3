/** Accounts that can really sign in. */
import { passwordLength } from '$lib/api/password-rules';
import { activatePost, signInPost } from '$lib/api/contracts/login';
import type { Role } from '$lib/api/shapes';
import { ServiceError, type ServiceErrorCode } from '$lib/model/service-errors';
import { SYSTEM } from '$lib/server/audit/act';
import { issueCode, type CodePurpose } from '$lib/server/accounts/activation';
import { hashPassword, withHashing } from '$lib/server/accounts/passwords';
import { transaction } from '$lib/server/db/transaction';
import type { Person, TestApp } from './app';

export const PASSWORD = 'correct horse battery staple';

/** An active account with a password, not signed in. */
export async function personWithPassword(app: TestApp, tenantId: string, role: Role, password = PASSWORD): Promise<Person> {
  const person = await app.person(tenantId, role, null);
  await app.owner.query('update account set password_hash = $2, password_changed_at = $3, password_is_short = $4 where id = $1', [
    person.accountId,
    await withHashing(() => hashPassword(password)),
    app.now,
    passwordLength(password) < 15
  ]);
  return person;
}

/** A one-time code, as an administrator gets it. */
export async function codeFor(app: TestApp, person: Person, purpose: CodePurpose = 'activation'): Promise<string> {
  const { code } = await transaction(app.service.store, 'app', app.now, async (tx) => {
    await tx.enter(person.tenantId);
    return issueCode(tx, SYSTEM, person.accountId, purpose);
  });
  return code;
}

/** Sign in by password with the person's own caller. @returns the stage */
export async function signInAs(person: Person, tenant: string, password = PASSWORD, caller = person.caller): Promise<string> {
  return (await caller.call(signInPost, { body: { tenant, email: person.email, password } })).stage;
}

/** Sign in by code with the person's own caller. @returns the stage */
export async function activateAs(person: Person, tenant: string, code: string): Promise<string> {
  return (await person.caller.call(activatePost, { body: { tenant, email: person.email, code } })).stage;
}

/** The code of the refusal that a call ends with; undefined where it does not. */
export async function refusalOf(act: Promise<unknown>): Promise<ServiceErrorCode | undefined> {
  try {
    await act;
    return undefined;
  } catch (error) {
    if (error instanceof ServiceError) return error.code;
    throw error;
  }
}
