import { MiningError } from '$lib/model/errors';
import type { AreaCard } from '$lib/model/vault';

/** A card as UTF-8 JSON: its fields by name; NaN, which JSON does not have, as null. */
export function bytesOfCard(card: AreaCard): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(card));
}

/** The reverse of `bytesOfCard`. Fields that it does not know are left out. @throws MiningError `object-damaged` if it is no card */
export function cardOfBytes(bytes: Uint8Array): AreaCard {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    // told of as any other thing that is no card
  }
  return cardOf(json);
}

/** @throws MiningError `object-damaged` if it is no card */
export function cardOf(json: unknown): AreaCard {
  const from = (typeof json === 'object' && json !== null ? json : {}) as Readonly<Record<keyof AreaCard, unknown>>;
  const damaged = (): MiningError => new MiningError('object-damaged', { what: 'card' });
  const textOf = (value: unknown): string => {
    if (typeof value !== 'string') throw damaged();
    return value;
  };
  const countOf = (value: unknown): number => {
    if (!Number.isSafeInteger(value) || (value as number) < 0) throw damaged();
    return value as number;
  };
  const timeOf = (value: unknown): number | null => {
    if (value !== null && !Number.isFinite(value)) throw damaged();
    return value as number | null;
  };
  if (!Array.isArray(from.columns)) throw damaged();
  return {
    name: textOf(from.name),
    cases: countOf(from.cases),
    events: countOf(from.events),
    variants: countOf(from.variants),
    firstUtcMs: timeOf(from.firstUtcMs) ?? NaN,
    lastUtcMs: timeOf(from.lastUtcMs) ?? NaN,
    importedUtcMs: timeOf(from.importedUtcMs) ?? NaN,
    columns: from.columns.map(textOf),
    hash: textOf(from.hash),
    backupUtcMs: timeOf(from.backupUtcMs)
  };
}
