import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('../../', import.meta.url));

export default defineConfig({
  root,
  resolve: { alias: { $lib: `${root}src/lib`, '$app/environment': `${root}tests/server/support/environment.ts` } },
  test: {
    include: ['src/**/*.test.ts', 'tests/{rules,reference,server,vault}/**/*.test.ts'],
    globalSetup: ['tests/server/support/postgres.ts'],
    setupFiles: ['tests/setup/properties.ts'],
    environment: 'node',
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2
  }
});
