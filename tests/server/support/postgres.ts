/**
 * Vitest's global set-up: one PostgreSQL for all server tests, started when the first of them asks for it... by being here: an embedded one
 * in a folder of this run, on loopback, or the server that `KISEKI_TEST_DATABASE_URL` names.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '$lib/server/db/embedded';

declare module 'vitest' {
  interface ProvidedContext {
    databaseUrl: string;
  }
}

export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const given = process.env.KISEKI_TEST_DATABASE_URL;
  if (given) {
    project.provide('databaseUrl', given);
    return undefined;
  }
  const folder = mkdtempSync(join(tmpdir(), 'kiseki-pg-'));
  // started as root, PostgreSQL runs as another user, who must get through to its own folder
  chmodSync(folder, 0o711);
  const embedded = await startEmbedded(folder);
  project.provide('databaseUrl', embedded.url);
  return async () => {
    await embedded.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
