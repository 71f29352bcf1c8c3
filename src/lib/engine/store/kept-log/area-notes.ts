import { MiningError } from '$lib/model/errors';
import type { AreaNotes } from '$lib/model/vault';

/** The part of a kept log that holds its notes: JSON. */
export const NOTES = 'notes';

interface NotesSource {
  readonly parts: readonly { readonly name: string }[];
  read(part: string): Promise<Uint8Array>;
}

/** The notes of an area; none where there never were any. @throws MiningError `object-damaged`, and those of the vault */
export async function notesOf(source: NotesSource): Promise<AreaNotes> {
  if (!source.parts.some(({ name }) => name === NOTES)) return {};
  const bytes = await source.read(NOTES);
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as AreaNotes;
  } catch {
    throw new MiningError('object-damaged', { why: NOTES });
  }
}

export function notesBytes(notes: AreaNotes): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(notes));
}

/** Notes with some entries in place of others; null takes one away. */
export function changedNotes(notes: AreaNotes, changes: Readonly<Record<string, string | null>>): AreaNotes {
  const all = Object.entries({ ...notes, ...changes });
  return Object.fromEntries(all.filter((entry): entry is [string, string] => entry[1] !== null));
}
