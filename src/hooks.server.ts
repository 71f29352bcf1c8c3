import type { HandleServerError } from '@sveltejs/kit';

/** Log what is our fault, by route; never a path or a query, which a user may have typed. The answer says the status' words only. */
export const handleError: HandleServerError = ({ error, event, status, message }) => {
  if (status >= 500) console.error(`${status} ${event.request.method} ${event.route.id ?? '(no route)'}`, error);
  return { message };
};
