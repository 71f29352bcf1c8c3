import { auditCheckpoint } from '$lib/api/contracts/audit';
import { signTree } from '$lib/server/audit/signing';
import { endpoint } from '$lib/server/http/endpoint';

export const GET = endpoint(auditCheckpoint, async ({ tx, service }) => {
  const { checkpoint, key } = await signTree(tx, service.sealer);
  return { checkpoint, key };
});
