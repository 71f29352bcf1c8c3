export const UNITS = ['s', 'min', 'h', 'd'] as const;
export type DurationUnit = (typeof UNITS)[number];

export const UNIT_MS: Readonly<Record<DurationUnit, number>> = { s: 1000, min: 60_000, h: 3_600_000, d: 86_400_000 };

/** The largest unit of which a time is at least one; days where there is no time yet. */
export function fittingUnit(ms: number | undefined): DurationUnit {
  if (ms === undefined || ms === 0) return 'd';
  return UNITS.findLast((unit) => Math.abs(ms) >= UNIT_MS[unit]) ?? 's';
}
