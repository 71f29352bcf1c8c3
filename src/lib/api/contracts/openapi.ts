import * as v from 'valibot';
import { contract } from '../contract';

export const openapiGet = contract({
  method: 'GET',
  path: '/api/v1/openapi.json',
  summary: 'This document.',
  guard: { who: 'anyone' },
  reply: v.looseObject({ openapi: v.string() })
});
