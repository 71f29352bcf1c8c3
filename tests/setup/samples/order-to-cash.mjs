import { people } from './people.mjs';
import { SeededRandom } from './random.mjs';
import { arrivalTimes, simulate } from './simulate.mjs';

const TEAMS = {
  system: { people: ['System'], calendar: 'always', yenPerHour: 0 },
  sales: { people: people(0, 6), calendar: 'office', yenPerHour: 4200 },
  credit: { people: people(6, 2), calendar: 'office', yenPerHour: 5400 },
  warehouse: { people: people(8, 7), calendar: 'warehouse', yenPerHour: 2800 },
  purchasing: { people: people(15, 2), calendar: 'office', yenPerHour: 4600 },
  supplier: { people: ['Supplier'], calendar: 'office', yenPerHour: 0 },
  accounting: { people: people(17, 3), calendar: 'office', yenPerHour: 4400 },
  customer: { people: ['Customer'], calendar: 'office', yenPerHour: 0 }
};

/** share of backorders and of late payment differ by segment and region, so that there is something to find */
const REGIONS = { tokyo: 30, osaka: 26, aichi: 14, hyogo: 12, fukuoka: 10, kyoto: 8 };
const SEGMENTS = { retail: 45, wholesale: 35, public: 20 };
const LATE = { retail: 0.14, wholesale: 0.38, public: 0.05 };

/** Order to cash: 13 activities; the credit desk is too small, suppliers are slow, wholesale pays late. */
export const orderToCash = {
  name: 'order-to-cash',
  teams: TEAMS,
  cases() {
    const random = new SeededRandom('order to cash');
    const hours = [1, 1, 1, 1, 1, 1, 2, 4, 8, 14, 16, 14, 8, 12, 14, 13, 12, 10, 8, 6, 4, 3, 2, 1];
    const arrivals = arrivalTimes(random, { count: 2520, from: '04-01', to: '08-03', closedShare: 0.15, hours, monthEnd: 1.3 });
    const orders = arrivals.map((_, i) => {
      const region = random.weighted(REGIONS);
      const segment = random.weighted(SEGMENTS);
      const amount = Math.round(random.around(segment === 'wholesale' ? 420 : segment === 'public' ? 260 : 90)) * 1000;
      return { id: `SO-${26_0001 + i}`, region, segment, amount };
    });
    const rows = simulate({ teams: TEAMS, arrivals, life: (i) => life(orders[i], random) });
    return rows.map((events) => ({ ...orders[events[0].caseIndex], events }));
  }
};

/** @param {{ region: string, segment: string, amount: number }} order @param {SeededRandom} random */
function* life(order, random) {
  const fulfil = random.chance(0.985);
  yield { activity: 'receive-order', by: random.chance(0.7) ? 'system' : 'sales', minutes: random.near(6) };
  const checked = random.chance(order.segment === 'public' ? 0.45 : 0.85);
  if (checked) yield { activity: 'check-credit', by: 'credit', minutes: random.near(43), desk: random.around(120) };
  if (checked && random.chance(0.02)) {
    yield { activity: 'cancel-order', by: 'sales', minutes: random.near(10), desk: random.around(300) };
    return;
  }
  if (random.chance(0.07)) {
    yield { hours: random.around(8) };
    yield { activity: 'change-order', by: 'sales', minutes: random.near(15) };
    if (checked && random.chance(0.4))
      yield { activity: 'check-credit', by: 'credit', minutes: random.near(25), desk: random.around(120) };
  }
  yield { activity: 'confirm-order', by: 'sales', minutes: random.near(9), desk: random.around(90) };
  if (random.chance(0.045)) {
    yield { hours: random.around(20) };
    yield { activity: 'change-order', by: 'sales', minutes: random.near(15) };
    yield { activity: 'confirm-order', by: 'sales', minutes: random.near(8), desk: random.around(60) };
  }
  if (!fulfil) {
    yield { activity: 'cancel-order', by: 'sales', minutes: random.near(10), desk: random.around(500) };
    return;
  }
  yield { activity: 'check-stock', by: 'warehouse', minutes: random.near(7), desk: random.around(45) };
  if (random.chance(order.region === 'fukuoka' ? 0.36 : 0.13)) {
    yield { activity: 'order-from-supplier', by: 'purchasing', minutes: random.near(18), desk: random.around(150) };
    yield { openHours: random.near(50) };
    if (random.chance(0.04)) {
      yield { activity: 'cancel-order', by: 'sales', minutes: random.near(10), desk: random.around(200) };
      return;
    }
  }
  yield { activity: 'pick-goods', by: 'warehouse', minutes: random.near(24), desk: random.around(160) };
  yield { activity: 'pack-goods', by: 'warehouse', minutes: random.near(16), desk: random.around(20) };
  const early = order.segment === 'public' ? random.chance(0.36) : random.chance(0.1);
  if (early) yield { activity: 'issue-invoice', by: 'accounting', minutes: random.near(8), desk: random.around(120) };
  yield { activity: 'ship-goods', by: 'warehouse', minutes: random.near(12), desk: random.around(100) };
  if (!early) yield { activity: 'issue-invoice', by: 'accounting', minutes: random.near(8), desk: random.around(240) };
  if (!random.chance(LATE[order.segment])) {
    yield { hours: 24 * (8 + random.next() * random.next() * 26) };
    yield { activity: 'receive-payment', by: 'customer', minutes: 0 };
    return;
  }
  yield { hours: 24 * 30 };
  yield { activity: 'send-reminder', by: 'accounting', minutes: random.near(12), desk: random.around(300) };
  yield { hours: 24 * random.near(6) };
  if (random.chance(0.15)) {
    yield { activity: 'send-reminder', by: 'accounting', minutes: random.near(15), desk: random.around(200) };
    yield { hours: 24 * random.near(5) };
  }
  yield { activity: 'receive-payment', by: 'customer', minutes: 0 };
}
