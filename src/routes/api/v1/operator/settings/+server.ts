import { operatorSettingsGet, operatorSettingsPut } from '$lib/api/contracts/operator-service';
import { endpoint } from '$lib/server/http/endpoint';
import { readSettings, writeSettings } from '$lib/server/operators/settings';

export const GET = endpoint(operatorSettingsGet, ({ tx }) => readSettings(tx));

export const PUT = endpoint(operatorSettingsPut, async ({ tx, actor, body }) => {
  await writeSettings(tx, actor, body);
  return {};
});
