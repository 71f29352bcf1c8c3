import { expect, test } from 'vitest';
import { sqlComplaint } from './sql-complaint';

test('a refusal in JSON is told as one in words', () => {
  const json = '{"exception_type":"Parser","exception_message":"syntax error at or near \\")\\"","position":"199"}';
  expect(sqlComplaint(json)).toBe('Parser Error: syntax error at or near ")"');
  for (const words of ['Binder Error: no such column', '', '{"exception_type"']) expect(sqlComplaint(words)).toBe(words);
});
