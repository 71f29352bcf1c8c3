import { integer, pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from './accounts';

/** The migrations that made the store. */
export const schemaMigration = pgTable('schema_migration', {
  version: integer('version').primaryKey(),
  name: text('name').notNull(),
  appliedAt: instant('applied_at').notNull().defaultNow(),
  release: integer('release').notNull().default(1)
});
