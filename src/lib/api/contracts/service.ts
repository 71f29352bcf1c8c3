import * as v from 'valibot';
import { contract } from '../contract';

/** What the service is, before anybody has signed in. */
export const serviceGet = contract({
  method: 'GET',
  path: '/api/v1/service',
  summary: 'What this service offers to somebody who has not signed in.',
  guard: { who: 'anyone' },
  reply: v.object({
    /** the program's version */
    version: v.string(),
    /** whether the app may be used without an account */
    guests: v.boolean(),
    /** there is no tenant yet: the operator has the set-up code from the console */
    needsSetUp: v.boolean(),
    /** whether the cookie is a session's: only then is there anybody to ask about */
    signedIn: v.boolean()
  })
});

export type ServiceFacts = v.InferOutput<(typeof serviceGet)['reply']>;
