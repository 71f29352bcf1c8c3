import * as v from 'valibot';
import { contract, type Guard } from '../contract';
import { Email, Id, Instant, LanguageCode, line, Nothing, PageQuery, pageOf, Role } from '../shapes';

/** The administration of people is the tenant's administrators' alone. */
export const ADMIN_ONLY = { who: 'user', roles: ['admin'] } as const satisfies Guard;

/** `deleted` accounts are not listed. */
export const PERSON_STATES = ['invited', 'active', 'disabled', 'left'] as const;
export const PersonState = v.picklist(PERSON_STATES);
export type PersonState = v.InferOutput<typeof PersonState>;

/** An IANA name; the server looks whether there is such a zone. */
export const Zone = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_+\-/]{1,64}$/));
export const PersonName = line(80);
export const Version = v.pipe(v.number(), v.integer(), v.minValue(1));

/** An account as administrators see it. Nothing of it tells a password or a code. */
export const Person = v.object({
  accountId: Id,
  email: v.string(),
  name: v.string(),
  role: Role,
  language: LanguageCode,
  zone: v.string(),
  state: PersonState,
  stateSince: Instant,
  version: Version,
  groups: v.array(v.object({ groupId: Id, name: v.string() })),
  /** whether a second factor is set up */
  secondFactor: v.boolean(),
  /** too many failed sign-ins */
  locked: v.boolean(),
  lastSignInAt: v.nullable(Instant),
  /** of who left: until when they can come back */
  purgeAt: v.nullable(Instant)
});
export type Person = v.InferOutput<typeof Person>;

/** A code that was made now; it is never told again. */
export const IssuedCode = v.object({ code: v.string(), expiresAt: Instant });
export type IssuedCode = v.InferOutput<typeof IssuedCode>;

const one = '/api/v1/people/[accountId]' as const;
const OnVersion = v.object({ version: Version });

export const peopleList = contract({
  method: 'GET',
  path: '/api/v1/people',
  summary: 'The accounts of the tenant, by name.',
  guard: ADMIN_ONLY,
  query: v.object({
    ...PageQuery.entries,
    search: v.optional(v.pipe(v.string(), v.maxLength(120))),
    state: v.optional(PersonState),
    role: v.optional(Role),
    groupId: v.optional(Id)
  }),
  reply: v.object({ ...pageOf(Person).entries, total: v.number() })
});

export const personCreate = contract({
  method: 'POST',
  path: '/api/v1/people',
  summary: 'Create an account; its holder chooses a password with the one-time code.',
  guard: ADMIN_ONLY,
  body: v.object({
    email: Email,
    name: PersonName,
    role: Role,
    language: LanguageCode,
    zone: Zone,
    groupIds: v.pipe(v.array(Id), v.maxLength(100))
  }),
  reply: v.object({ person: Person, issued: IssuedCode }),
  errors: ['accounts-agreed', 'conflict', 'not-found']
});

export const personGet = contract({
  method: 'GET',
  path: one,
  summary: 'One account.',
  guard: ADMIN_ONLY,
  reply: Person,
  errors: ['not-found']
});

export const personEdit = contract({
  method: 'PATCH',
  path: one,
  summary: 'Change what is given of an account.',
  guard: ADMIN_ONLY,
  body: v.object({
    version: Version,
    email: v.optional(Email),
    name: v.optional(PersonName),
    role: v.optional(Role),
    language: v.optional(LanguageCode),
    zone: v.optional(Zone),
    groupIds: v.optional(v.pipe(v.array(Id), v.maxLength(100)))
  }),
  reply: Person,
  errors: ['conflict', 'not-found', 'stale', 'last-admin', 'wrong-state']
});

export const personDisable = contract({
  method: 'POST',
  path: `${one}/disable`,
  summary: 'Keep an account from signing in; its sessions end.',
  guard: ADMIN_ONLY,
  body: OnVersion,
  reply: Person,
  errors: ['not-found', 'stale', 'last-admin', 'wrong-state']
});

export const personEnable = contract({
  method: 'POST',
  path: `${one}/enable`,
  summary: 'Let a disabled account sign in again.',
  guard: ADMIN_ONLY,
  body: OnVersion,
  reply: Person,
  errors: ['accounts-agreed', 'not-found', 'stale', 'wrong-state']
});

export const personDelete = contract({
  method: 'POST',
  path: `${one}/delete`,
  summary: 'Delete an account for good: name and address leave the store; the audit keeps what it recorded.',
  guard: ADMIN_ONLY,
  body: v.object({
    version: Version,
    /** who takes over the process areas; needed where the account owns any */
    areasTo: v.optional(Id)
  }),
  reply: Nothing,
  errors: ['not-found', 'stale', 'last-admin', 'owns-areas']
});

export const personLeave = contract({
  method: 'POST',
  path: `${one}/leave`,
  summary: 'Somebody leaves: areas get a new owner, sessions, codes and keys end; can be undone for 30 days.',
  guard: ADMIN_ONLY,
  body: v.object({ version: Version, areasTo: v.optional(Id) }),
  reply: Person,
  errors: ['not-found', 'stale', 'last-admin', 'wrong-state', 'owns-areas']
});

export const personRestore = contract({
  method: 'POST',
  path: `${one}/restore`,
  summary: 'Somebody who left comes back, with groups and rights as they were.',
  guard: ADMIN_ONLY,
  body: v.object({
    version: Version,
    /** the process areas too, where the one who took them over still owns them */
    areasBack: v.boolean()
  }),
  reply: Person,
  errors: ['accounts-agreed', 'not-found', 'stale', 'wrong-state']
});

export const personReset = contract({
  method: 'POST',
  path: `${one}/reset`,
  summary: 'End the sessions and the password of an account, and issue a one-time code for a new one.',
  guard: ADMIN_ONLY,
  body: OnVersion,
  reply: v.object({ person: Person, issued: IssuedCode }),
  errors: ['not-found', 'stale', 'wrong-state']
});

export const personResetSecondFactor = contract({
  method: 'POST',
  path: `${one}/reset-second-factor`,
  summary: 'Take the second factors off an account; its sessions end.',
  guard: ADMIN_ONLY,
  body: OnVersion,
  reply: Person,
  errors: ['not-found', 'stale', 'wrong-state']
});

export const personUnlock = contract({
  method: 'POST',
  path: `${one}/unlock`,
  summary: 'Let an account try to sign in again before its waiting time is over.',
  guard: ADMIN_ONLY,
  reply: Person,
  errors: ['not-found']
});

export const personHoldings = contract({
  method: 'GET',
  path: `${one}/holdings`,
  summary: 'What somebody would leave behind: process areas owned, open sessions, groups.',
  guard: ADMIN_ONLY,
  reply: v.object({
    areas: v.array(v.object({ areaId: Id, name: v.string() })),
    sessions: v.number(),
    groups: v.number()
  }),
  errors: ['not-found']
});
