import { sveltekit } from '@sveltejs/kit/vite';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin, type UserConfig } from 'vite';
import { devHeadersFor } from './src/lib/server/http/headers.ts';

/** The headers that `listener.ts` sets, in development: without COEP and CORP on every file, no worker would start. */
const devHeaders: Plugin = {
  name: 'kiseki-dev-headers',
  configureServer(server) {
    server.middlewares.use((request, response, next) => {
      for (const [name, value] of Object.entries(devHeadersFor(request.url ?? '/'))) response.setHeader(name, value);
      next();
    });
  }
};

const app: UserConfig = {
  plugins: [devHeaders, sveltekit()],
  worker: { format: 'es' },
  // found only when a worker starts, they would reload the page in development, and with it lose the log just opened
  optimizeDeps: {
    include: ['@duckdb/duckdb-wasm', '@hpcc-js/wasm-graphviz', 'apache-arrow', 'comlink', 'cytoscape', 'fflate', 'idb-keyval']
  },
  // it would gzip DuckDB once more, only to print a number
  build: { reportCompressedSize: false }
};

const resolve = { alias: { $lib: fileURLToPath(new URL('src/lib', import.meta.url)) } };

/** `vite build --mode listener`: Node programs, put beside the handler that the app's build has written: the server, the maintenance commands. */
const listener: UserConfig = {
  publicDir: false,
  define: { __VERSION__: JSON.stringify(process.env.npm_package_version ?? 'unknown') },
  resolve,
  build: {
    ssr: true,
    outDir: 'build',
    emptyOutDir: false,
    target: 'node20',
    rollupOptions: {
      input: { listener: 'src/lib/server/http/listener.ts', operate: 'src/lib/server/operate-main.ts' },
      output: { entryFileNames: '[name].js', chunkFileNames: 'programs/[name]-[hash].js' }
    }
  }
};

/** `vite build --mode verifier`: the stand-alone verifier of audit files, all of it in one file. */
const verifier: UserConfig = {
  publicDir: false,
  resolve,
  ssr: { noExternal: true },
  build: {
    ssr: 'src/lib/server/audit/verify-main.ts',
    outDir: 'build',
    emptyOutDir: false,
    target: 'node20',
    rollupOptions: { output: { entryFileNames: 'verify-audit.js' } }
  }
};

const OTHERS: Readonly<Record<string, UserConfig>> = { listener, verifier };

export default defineConfig(({ mode }) => OTHERS[mode] ?? app);
