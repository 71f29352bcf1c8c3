import { listOf, number, objectOf, orNull, refuse, text, type Reader } from '$lib/model/json-shape';
import type { Finding } from './findings.svelte';
import { viewStateFrom } from './view-state-json';

/** A page of our own, never another address. */
export const pathFrom: Reader<string> = (value, at) =>
  typeof value === 'string' && /^\/[a-z-]{1,40}$/.test(value) ? value : refuse(at);

const count = number(0);

/** A finding of unknown origin. @throws MiningError `bad-analysis` */
export const findingFrom: Reader<Finding> = objectOf<Finding>({
  id: text(40),
  title: text(1000),
  note: text(100_000),
  pinnedUtcMs: number(),
  path: pathFrom,
  view: viewStateFrom,
  figures: objectOf({ cases: count, events: count, medianMs: orNull(number()) })
});

export const findingsFrom: Reader<readonly Finding[]> = listOf(findingFrom, 10_000);
