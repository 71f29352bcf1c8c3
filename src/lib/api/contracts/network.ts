import * as v from 'valibot';
import { contract } from '../contract';
import { NETWORK_LIMIT } from '../network-ranges';

const Text = v.pipe(v.string(), v.maxLength(64));
const Ranges = v.array(v.string());

/** A tenant's list of networks; empty: from anywhere. */
export const Network = v.object({
  ranges: Ranges,
  /** where this request came from, as the list sees it */
  address: v.string()
});
export type Network = v.InferOutput<typeof Network>;

/** What a list would mean. */
export const NetworkPreview = v.object({
  ranges: Ranges,
  lines: v.array(
    v.object({
      text: v.string(),
      /** as it would be kept; null where it cannot be read */
      cidr: v.nullable(v.string()),
      /** `host-bits`: bits behind the prefix were cleared; `everywhere`: lets in every address of its kind */
      note: v.nullable(v.picklist(['unreadable', 'host-bits', 'everywhere']))
    })
  ),
  address: v.string(),
  /** whether the caller would still be let in */
  isInside: v.boolean()
});
export type NetworkPreview = v.InferOutput<typeof NetworkPreview>;

const Lines = v.pipe(v.array(Text), v.maxLength(NETWORK_LIMIT));

export const networkGet = contract({
  method: 'GET',
  path: '/api/v1/network',
  summary: 'The networks that the tenant lets its people in from.',
  guard: { who: 'user', roles: ['admin'] },
  reply: Network
});

export const networkPreview = contract({
  method: 'POST',
  path: '/api/v1/network/preview',
  summary: 'What a list of networks would mean; nothing is changed.',
  guard: { who: 'user', roles: ['admin'] },
  body: v.object({ ranges: Lines }),
  isRepeatable: true,
  reply: NetworkPreview
});

export const networkReplace = contract({
  method: 'PUT',
  path: '/api/v1/network',
  summary: 'Replace the list of networks. A list that would lock the caller out is refused.',
  guard: { who: 'user', roles: ['admin'] },
  body: v.object({
    ranges: Lines,
    /** the list that the change was made on */
    expected: v.pipe(v.array(Text), v.maxLength(NETWORK_LIMIT))
  }),
  reply: Network,
  errors: ['stale', 'lock-out']
});
