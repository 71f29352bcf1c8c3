import { createHash } from 'node:crypto';
import { ROLES, type Role } from '$lib/api/shapes';
import type { TestApp } from '../support/app';

/** Everybody of a tenant: those who ask, one of each role, and those whom something is done to. */
export const PEOPLE = [...ROLES, 'second-admin', 'subject', 'disabled', 'gone', 'invited'] as const;
export type PersonName = (typeof PEOPLE)[number];

/** One tenant of the world. Ids are made of names, so that the same thing of two tenants is found by the same words. */
export class Home {
  readonly tenantId: string;

  constructor(
    readonly slug: string,
    /** stands in each name and text of the tenant: another's answer that has it has leaked */
    readonly canary: string
  ) {
    this.tenantId = this.id('tenant');
  }

  /** `id('account', 'admin')`, `id('group')`: the thing's name in this tenant */
  id(...words: string[]): string {
    const hex = createHash('sha256')
      .update([this.slug, ...words].join('/'))
      .digest('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  }

  /** the session cookie's value */
  token(person: PersonName, which = 'session'): string {
    return createHash('sha256').update([this.slug, 'token', person, which].join('/')).digest('base64url');
  }

  email(person: PersonName): string {
    return `${person}.${this.canary}@example.com`;
  }

  name(what: string): string {
    return `${what} ${this.canary}`;
  }
}

/** Who asks: a role of a tenant's, an operator. */
export type Asker = Role | 'operator';

/** What a row of the world is: column by column, put in as it is. */
export interface Seed {
  readonly table: string;
  readonly row: Readonly<Record<string, unknown>>;
}

/** The world's clockwork for seeds. */
export interface Instants {
  readonly now: Date;
  after(minutes: number): Date;
  readonly app: TestApp;
}
