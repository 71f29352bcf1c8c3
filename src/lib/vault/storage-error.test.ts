import { expect, test } from 'vitest';
import { MiningError } from '$lib/model/errors';
import { asWriteError, isNotFound } from './storage-error';

test('no more space, as browsers and Dexie say it', () => {
  const told = new DOMException('no more', 'QuotaExceededError');
  expect(asWriteError(told).code).toBe('vault-full');
  // Dexie aborts the transaction, and tells why inside
  expect(asWriteError(Object.assign(new Error('aborted'), { name: 'AbortError', inner: told })).code).toBe('vault-full');
  const circle: Error & { inner?: unknown } = new Error('circle');
  circle.inner = circle;
  expect(asWriteError(circle)).toMatchObject({ code: 'vault-write-failed', detail: { why: 'circle' } });
});

test('anything else keeps what was said', () => {
  expect(asWriteError(new DOMException('the disk is gone', 'UnknownError'))).toMatchObject({
    detail: { why: 'the disk is gone' }
  });
  expect(asWriteError('odd')).toMatchObject({ code: 'vault-write-failed', detail: { why: 'odd' } });
  const ours = new MiningError('vault-full', { needBytes: 1, freeBytes: 0 });
  expect(asWriteError(ours)).toBe(ours);
});

test('what is not there', () => {
  expect(isNotFound(new DOMException('', 'NotFoundError'))).toBe(true);
  expect(isNotFound(new Error('NotFoundError'))).toBe(false);
  expect(isNotFound(undefined)).toBe(false);
});
