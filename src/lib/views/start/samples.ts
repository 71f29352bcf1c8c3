import type { LanguageCode } from '$lib/i18n/messages';

/** A log that comes with the app. Both languages hold the same events; only the words differ. */
export interface Sample {
  readonly name: SampleName;
  readonly cases: number;
  readonly events: number;
}

export const SAMPLE_NAMES = ['order-to-cash', 'helpdesk', 'loan-application'] as const;
export type SampleName = (typeof SAMPLE_NAMES)[number];

/** Counts of the files in static/samples (`tests/e2e/start.spec.ts` compares them with the map). */
export const SAMPLES: readonly Sample[] = [
  { name: 'order-to-cash', cases: 2_519, events: 23_033 },
  { name: 'helpdesk', cases: 2_148, events: 13_845 },
  { name: 'loan-application', cases: 1_700, events: 16_082 }
];

/** The zone the samples play in. */
export const SAMPLE_ZONE = 'Asia/Tokyo';

export function sampleUrl(name: SampleName, language: LanguageCode): string {
  return `/samples/${name}-${language}.csv.gz`;
}
