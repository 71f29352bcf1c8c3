import { importPreview } from '$lib/api/contracts/people-import';
import { previewImport } from '$lib/server/accounts/people-import';
import { endpoint } from '$lib/server/http/endpoint';

export const POST = endpoint(importPreview, ({ tx, body }) => previewImport(tx, body.rows));
