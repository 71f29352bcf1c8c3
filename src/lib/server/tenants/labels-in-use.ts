import type { Tx } from '$lib/server/db/transaction';

export async function labelsInUse(_tx: Tx): Promise<{ label: string; areas: number }[]> {
  return [];
}
