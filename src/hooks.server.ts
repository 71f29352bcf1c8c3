import { building, dev } from '$app/environment';
import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit';
import { startJobs } from '$lib/server/jobs';
import { faultOf, log } from '$lib/server/log';
import { startMailing } from '$lib/server/notices/mailing';
import { openService, useService } from '$lib/server/service';
import { greetingOf } from '$lib/server/operators/set-up';
import { gate } from '$lib/server/http/gate';

/** The build runs this too, without a store. */
export const init: ServerInit = async () => {
  if (building) return;
  const open = await openService(process.env);
  const greeting = await greetingOf(open);
  const stopJobs = startJobs(open);
  const stopMailing = startMailing(open);
  const close = async (): Promise<void> => {
    await Promise.all([stopJobs(), stopMailing()]);
    await open.close();
  };
  useService({ ...open, close, ...(greeting === undefined ? {} : { greeting }) });
  // otherwise the listener prints it, once it listens
  if (dev && greeting !== undefined) console.log(greeting);
};

export const handle: Handle = ({ event, resolve }) => gate(event, resolve);

/** Log what is our fault, by route; never a path or a query, which a user may have typed. The answer says the status' words only. */
export const handleError: HandleServerError = ({ error, event, status, message }) => {
  if (status >= 500)
    log('error', 'page.failed', { status, method: event.request.method, route: event.route.id, ...faultOf(error) });
  return { message };
};
