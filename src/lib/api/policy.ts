import * as v from 'valibot';
import { line, Role } from './shapes';

const whole = (min: number, max: number) => v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));

/** What a tenant decides for itself. What was never set has these defaults. */
export const Policy = v.object({
  password: v.optional(
    v.object({
      /** code points, for who signs in by the password alone; never under 15 */
      minLength: v.optional(whole(15, 128), 15),
      /** for who has a second factor; never under 8 */
      minLengthWithSecondFactor: v.optional(whole(8, 128), 8),
      /** customary rules that NIST and ASVS advise against; off unless a tenant insists */
      legacy: v.optional(
        v.object({
          /** kinds of characters asked for, of lower, upper, digit, other; 0 = none */
          kinds: v.optional(whole(0, 4), 0),
          /** days until a change is forced; 0 = never */
          expiryDays: v.optional(whole(0, 730), 0)
        }),
        {}
      )
    }),
    {}
  ),
  secondFactor: v.optional(
    v.object({
      /** whose sign-in needs one; an empty list: nobody's */
      requiredFor: v.optional(v.array(Role), ['admin'])
    }),
    {}
  ),
  session: v.optional(
    v.object({
      idleMinutes: v.optional(whole(5, 24 * 60), 60),
      absoluteHours: v.optional(whole(1, 24 * 14), 12)
    }),
    {}
  ),
  /** the tenant's own classes of confidentiality, least first */
  labels: v.optional(v.array(line(40)), []),
  audit: v.optional(v.object({ retentionDays: v.optional(whole(365, 3660), 1095) }), {})
});
export type Policy = v.InferOutput<typeof Policy>;
