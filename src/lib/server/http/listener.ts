/**
 * The program's entry: Node's servers around SvelteKit's handler. `vite build --mode listener` makes `build/listener.js` of it,
 * beside `build/handler.js`, which it serves. Its settings: `config/settings.ts`.
 */
import { readConfig } from '$lib/server/config/config';
import { isStartError } from '$lib/server/config/start-error';
import { PROTOCOL_HEADER, type Handler } from './answer';
import { serve } from './serve';
import { stopOnSignal } from './stop';

/** What the operator has to know first, after the lines that say where: see [Note: Set-up code]. */
function greet(): void {
  const open = (globalThis as { [key: symbol]: { readonly greeting?: string } | undefined })[Symbol.for('kiseki.service')];
  if (open?.greeting !== undefined) console.log(open.greeting);
}

/** Start from the environment. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  process.env.PROTOCOL_HEADER = PROTOCOL_HEADER;
  const beside = './handler.js';
  const { handler } = (await import(/* @vite-ignore */ beside)) as { handler: Handler };
  const { all, publicAddress, managementAddress } = await serve(handler, config);
  stopOnSignal(all, config.drainSeconds);
  console.log(`Kiseki is ready: ${publicAddress}\nManagement: ${managementAddress}`);
  greet();
}

main().catch((error: NodeJS.ErrnoException) => {
  if (error.code === 'EADDRINUSE') console.error(`${error.message}. Set PORT to a free port, or leave it out.`);
  else console.error(isStartError(error) ? error.message : error);
  process.exit(1);
});
