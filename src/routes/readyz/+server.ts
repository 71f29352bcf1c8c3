import { readiness } from '$lib/server/http/health';

export const GET = readiness;
