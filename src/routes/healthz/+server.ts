import { liveness } from '$lib/server/http/health';

export const GET = liveness;
