import { expect, test, vi } from 'vitest';
import type { DeviceObject } from '$lib/api/contracts/devices';
import { DeviceReport } from './device-report';

const ID = '00000000-0000-4000-8000-000000000001';
const object = (n: number): DeviceObject => ({
  objectId: String(n).padStart(32, '0'),
  sizeBytes: n,
  areaId: null,
  updatedAt: '2026-11-24T09:00:00.000Z'
});

/** A service that knows no device at first, and can be away. */
function service() {
  const told: number[] = [];
  const state = { isAway: false, isKnown: false, again: () => {} };
  const refuse = (status: number, code: string) => new Response(JSON.stringify({ code, detail: {} }), { status });
  const ask = async (address: string, init: RequestInit): Promise<Response> => {
    if (state.isAway) throw new TypeError('away');
    if (!address.endsWith('/objects')) {
      state.isKnown = true;
      return new Response(JSON.stringify({ deviceId: ID, name: 'x' }), { status: 200 });
    }
    if (!state.isKnown) return refuse(404, 'not-found');
    told.push((JSON.parse(init.body as string) as { objects: unknown[] }).objects.length);
    return new Response(null, { status: 204 });
  };
  const onRetry = (again: () => void) => {
    state.again = again;
    return () => (state.again = () => {});
  };
  return { told, state, report: new DeviceReport(ID, 'Test', { ask, onRetry }) };
}

test('registers where it is not known, tells each change once', async () => {
  const { told, report } = service();
  report.say([object(1)]);
  await vi.waitFor(() => expect(told).toEqual([1]));
  report.say([object(1)]);
  report.say([object(1), object(2)]);
  await vi.waitFor(() => expect(told).toEqual([1, 2]));
});

test('tells the newest list when the service is back', async () => {
  const { told, state, report } = service();
  state.isAway = true;
  report.say([object(1)]);
  await vi.waitFor(() => expect(String(state.again)).toContain('#stopWaiting'));
  report.say([object(1), object(2), object(3)]);
  state.isAway = false;
  state.again();
  await vi.waitFor(() => expect(told).toEqual([3]));
});

test('tells nothing after its end', async () => {
  const { told, state, report } = service();
  state.isAway = true;
  report.say([object(1)]);
  await vi.waitFor(() => expect(String(state.again)).toContain('#stopWaiting'));
  const { again } = state;
  report.end();
  state.isAway = false;
  again();
  report.say([object(2)]);
  await Promise.resolve();
  expect(told).toEqual([]);
});
