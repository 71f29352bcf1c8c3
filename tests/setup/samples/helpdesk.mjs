import { people } from './people.mjs';
import { SeededRandom } from './random.mjs';
import { arrivalTimes, simulate } from './simulate.mjs';

const TEAMS = {
  system: { people: ['System'], calendar: 'always', yenPerHour: 0 },
  'service-desk': { people: people(0, 5), calendar: 'warehouse', yenPerHour: 3200 },
  network: { people: people(5, 2), calendar: 'office', yenPerHour: 4800 },
  applications: { people: people(7, 2), calendar: 'office', yenPerHour: 5200 },
  devices: { people: people(9, 3), calendar: 'office', yenPerHour: 3800 },
  user: { people: ['User'], calendar: 'office', yenPerHour: 0 }
};

const SERVICES = { mail: 22, 'business-system': 30, vpn: 18, laptop: 20, printer: 10 };
const TEAM_OF = {
  mail: 'applications',
  'business-system': 'applications',
  vpn: 'network',
  laptop: 'devices',
  printer: 'devices'
};
const OTHER_TEAM = { applications: 'network', network: 'devices', devices: 'applications' };

/** Helpdesk: 11 activities; tickets wait for the applications team, for the user's answer, bounce between teams and reopen. */
export const helpdesk = {
  name: 'helpdesk',
  teams: TEAMS,
  cases() {
    const random = new SeededRandom('helpdesk');
    const hours = [0, 0, 0, 0, 0, 0, 1, 4, 14, 20, 16, 12, 7, 13, 12, 10, 9, 7, 4, 2, 1, 1, 0, 0];
    const arrivals = arrivalTimes(random, { count: 2150, from: '04-01', to: '09-18', closedShare: 0.05, hours, monthEnd: 1.1 });
    const tickets = arrivals.map((_, i) => {
      const service = random.weighted(SERVICES);
      const priority = random.weighted({ high: 12, normal: 68, low: 20 });
      const channel = random.weighted({ mail: 40, portal: 42, phone: 18 });
      return { id: `INC-${10_001 + i}`, service, priority, channel };
    });
    const rows = simulate({ teams: TEAMS, arrivals, life: (i) => life(tickets[i], random) });
    return rows.map((events) => ({ ...tickets[events[0].caseIndex], events }));
  }
};

/** @param {{ service: string, priority: string, channel: string }} ticket @param {SeededRandom} random */
function* life(ticket, random) {
  let team = TEAM_OF[ticket.service];
  const urgent = ticket.priority === 'high' ? 0.3 : 1;
  yield { activity: 'register-ticket', by: ticket.channel === 'phone' ? 'service-desk' : 'system', minutes: random.near(4) };
  yield { activity: 'classify', by: 'service-desk', minutes: random.near(7), desk: random.around(25) * urgent };
  if (random.chance(0.24)) {
    yield { activity: 'resolve', by: 'service-desk', minutes: random.near(22), desk: random.around(15) };
    yield* confirmed(ticket, 'service-desk', random);
    return;
  }
  yield { activity: 'assign', by: 'service-desk', minutes: random.near(4), desk: random.around(15) };
  const bounces = random.chance(ticket.service === 'business-system' ? 0.34 : 0.12) ? (random.chance(0.3) ? 2 : 1) : 0;
  for (let bounce = 0; bounce < bounces; bounce++) {
    yield { activity: 'transfer', by: team, minutes: random.near(6), desk: random.around(260) };
    team = OTHER_TEAM[team];
  }
  yield* investigated(ticket, team, urgent, random);
  if (random.chance(0.18)) {
    yield { activity: 'ask-user', by: team, minutes: random.near(8), same: true };
    yield { openHours: random.around(11) };
    yield { activity: 'receive-answer', by: 'user', minutes: 0 };
    if (random.chance(0.35)) yield* investigated(ticket, team, urgent, random);
  }
  yield { activity: 'resolve', by: team, minutes: random.near(26), same: true };
  yield* confirmed(ticket, team, random);
}

function* investigated(ticket, team, urgent, random) {
  const minutes = random.near(team === 'applications' ? 128 : team === 'network' ? 76 : 55);
  yield { activity: 'investigate', by: team, minutes, desk: random.around(team === 'applications' ? 420 : 150) * urgent };
}

function* confirmed(ticket, team, random) {
  if (random.chance(0.1)) {
    yield { openHours: random.around(9) };
    yield { activity: 'reopen', by: 'user', minutes: 0 };
    if (random.chance(0.6)) yield* investigated(ticket, team === 'service-desk' ? TEAM_OF[ticket.service] : team, 0.5, random);
    yield { activity: 'resolve', by: team, minutes: random.near(24), desk: random.around(60) };
  }
  if (random.chance(0.17)) {
    yield { openHours: random.around(5) };
    yield { activity: 'confirm-solution', by: 'user', minutes: 0 };
  }
  yield { activity: 'close', by: 'service-desk', minutes: random.near(3), desk: random.around(70) };
}
