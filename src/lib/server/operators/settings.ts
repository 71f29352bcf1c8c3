import * as v from 'valibot';
import { ServiceSettings } from '$lib/api/service-settings';
import type { Actor } from '$lib/server/audit/act';
import { serviceSetting } from '$lib/server/db/schema';
import type { Tx } from '$lib/server/db/transaction';

/** The service's settings, defaults filled in. */
export async function readSettings(tx: Tx): Promise<ServiceSettings> {
  const rows = await tx.db.select().from(serviceSetting);
  return v.parse(ServiceSettings, Object.fromEntries(rows.map(({ name, value }) => [name, value])));
}

/** Replace the settings. */
export async function writeSettings(tx: Tx, actor: Actor, settings: ServiceSettings): Promise<void> {
  const before = await readSettings(tx);
  for (const [name, value] of Object.entries(settings)) {
    await tx.db
      .insert(serviceSetting)
      .values({ name, value, changedAt: tx.now })
      .onConflictDoUpdate({ target: serviceSetting.name, set: { value, changedAt: tx.now } });
  }
  const changed = Object.keys(settings).filter(
    (name) => JSON.stringify(settings[name as keyof ServiceSettings]) !== JSON.stringify(before[name as keyof ServiceSettings])
  );
  tx.audit(actor, { action: 'service.settings-changed', detail: { changed, guests: settings.guests } });
}
