/**
 * A clause of each kind over the bench's log, another one each time it is asked for, so that no answer can have been kept.
 * Labels and values are those of `generate-log.mjs`.
 */
import { ACTIVITIES, FIRST_UTC_S } from './purchase-to-pay.mjs';

const DAY_MS = 86_400_000;
const FIRST_UTC_MS = FIRST_UTC_S * 1000;

/** @typedef {(round: number) => object} ClauseOf */

/** @type {Readonly<Record<string, ClauseOf>>} */
const PARTS = {
  activity: (n) => ({ kind: 'activity', activities: [ACTIVITIES[(n * 7 + 9) % 25]] }),
  follows: (n) => ({ kind: 'follows', from: ACTIVITIES[13], to: ACTIVITIES[14 + (n % 5)], reach: 'directly' }),
  'follows, timed': (n) => ({
    kind: 'follows',
    from: ACTIVITIES[13],
    to: ACTIVITIES[17],
    reach: 'eventually',
    minMs: (n + 1) * 3_600_000
  }),
  attribute: (n) => ({
    kind: 'attribute',
    column: 'region',
    values: [['東京', '大阪', '名古屋', '福岡', '札幌', '仙台', '広島'][n % 7]]
  }),
  range: (n) => ({ kind: 'range', column: 'amount', min: 100_000 + n * 10_000 }),
  metric: (n) => ({ kind: 'metric', metric: 'duration', min: (10 + n) * DAY_MS }),
  'time-span': (n) => ({
    kind: 'time-span',
    mode: 'started',
    fromUtcMs: FIRST_UTC_MS + n * 5 * DAY_MS,
    toUtcMs: FIRST_UTC_MS + (365 + n) * DAY_MS
  }),
  rework: (n) => ({ kind: 'rework', form: 'repeated', activities: [], times: 1 + (n % 3) }),
  coverage: (n) => ({ kind: 'coverage', share: 0.5 + n / 100 }),
  'time-span, trimmed': (n) => ({
    kind: 'time-span',
    mode: 'trimmed',
    fromUtcMs: FIRST_UTC_MS + n * 3 * DAY_MS,
    toUtcMs: FIRST_UTC_MS + (400 + n) * DAY_MS
  }),
  crop: (n) => ({ kind: 'crop', from: ACTIVITIES[[6, 8, 2][n % 3]], to: ACTIVITIES[[17, 18, 22, 23][n % 4]], reach: 'near' })
};

export const CLAUSE_NAMES = Object.keys(PARTS);

/** @param {string} name @param {number} round */
export const clauseOf = (name, round) => ({ id: `${name}-${round}`, negated: false, muted: false, ...PARTS[name](round) });
