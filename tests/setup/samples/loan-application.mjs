import { people } from './people.mjs';
import { SeededRandom } from './random.mjs';
import { arrivalTimes, simulate } from './simulate.mjs';

const TEAMS = {
  system: { people: ['System'], calendar: 'always', yenPerHour: 0 },
  branch: { people: people(0, 6), calendar: 'office', yenPerHour: 4000 },
  verification: { people: people(6, 4), calendar: 'office', yenPerHour: 3600 },
  appraisal: { people: people(10, 2), calendar: 'office', yenPerHour: 5000 },
  underwriting: { people: people(12, 3), calendar: 'office', yenPerHour: 7200 },
  operations: { people: people(15, 3), calendar: 'office', yenPerHour: 3800 },
  customer: { people: ['Customer'], calendar: 'always', yenPerHour: 0 }
};

const PURPOSES = { home: 24, car: 32, renovation: 18, education: 14, business: 12 };
const BRANCHES = { sapporo: 12, sendai: 14, tokyo: 34, nagoya: 16, osaka: 24 };
const TYPICAL_AMOUNT = { home: 2800, car: 210, renovation: 420, education: 260, business: 900 };

/** Loan application: 15 activities; checks run side by side, files go back for correction, offers are revised, underwriting is the queue. */
export const loanApplication = {
  name: 'loan-application',
  teams: TEAMS,
  cases() {
    const random = new SeededRandom('loan application');
    const hours = [2, 1, 1, 0, 0, 0, 1, 3, 6, 10, 12, 11, 12, 10, 10, 10, 9, 8, 8, 9, 11, 10, 7, 4];
    const arrivals = arrivalTimes(random, { count: 1700, from: '04-01', to: '08-31', closedShare: 0.5, hours, monthEnd: 1.15 });
    const applications = arrivals.map((_, i) => {
      const purpose = random.weighted(PURPOSES);
      const branch = random.weighted(BRANCHES);
      return {
        id: `LA-${26_0001 + i}`,
        purpose,
        branch,
        amount: Math.round(random.near(TYPICAL_AMOUNT[purpose]) / 10) * 100_000
      };
    });
    const rows = simulate({ teams: TEAMS, arrivals, life: (i) => life(applications[i], random) });
    return rows.map((events) => ({ ...applications[events[0].caseIndex], events }));
  }
};

/** @param {{ purpose: string, branch: string, amount: number }} loan @param {SeededRandom} random */
function* life(loan, random) {
  yield { activity: 'submit-application', by: 'customer', minutes: 0 };
  yield { activity: 'check-documents', by: 'branch', minutes: random.near(14), desk: random.around(60) };
  if (random.chance(0.14)) {
    yield { activity: 'request-documents', by: 'branch', minutes: random.near(6), desk: random.around(10) };
    yield { hours: random.around(44) };
    if (random.chance(0.1)) {
      yield { activity: 'cancel-application', by: 'customer', minutes: 0 };
      return;
    }
    yield { activity: 'receive-documents', by: 'branch', minutes: random.near(5), desk: random.around(15) };
  }
  const secured = loan.purpose === 'home' || (loan.purpose === 'business' && random.chance(0.5));
  const branches = [
    one('check-credit-bureau', 'system', random.near(3), 0),
    one('verify-income', 'verification', random.near(32), random.around(170))
  ];
  if (secured) branches.push(one('appraise-collateral', 'appraisal', random.near(90), random.near(560)));
  yield { both: branches };
  yield { activity: 'assess-risk', by: 'underwriting', minutes: random.near(90), desk: random.around(260) };
  if (random.chance(loan.branch === 'nagoya' ? 0.26 : 0.09)) {
    yield { activity: 'return-for-correction', by: 'underwriting', minutes: random.near(8), same: true };
    yield { activity: 'verify-income', by: 'verification', minutes: random.near(24), desk: random.around(200) };
    yield { activity: 'assess-risk', by: 'underwriting', minutes: random.near(40), desk: random.around(200) };
  }
  if (random.chance(0.13)) {
    yield { activity: 'reject', by: 'underwriting', minutes: random.near(8), same: true };
    return;
  }
  yield { activity: 'make-offer', by: 'branch', minutes: random.near(18), desk: random.around(120) };
  const revisions = random.chance(0.13) ? (random.chance(0.2) ? 2 : 1) : 0;
  for (let i = 0; i < revisions; i++) {
    yield { hours: random.around(40) };
    yield { activity: 'revise-offer', by: 'branch', minutes: random.near(16), desk: random.around(90) };
  }
  yield { hours: random.around(38) };
  if (random.chance(0.09)) {
    yield { activity: 'cancel-application', by: 'customer', minutes: 0 };
    return;
  }
  yield { activity: 'accept-offer', by: 'customer', minutes: 0 };
  yield { activity: 'sign-contract', by: 'branch', minutes: random.near(35), desk: random.around(480) };
  yield { activity: 'disburse', by: 'operations', minutes: random.near(12), desk: random.around(240) };
}

function* one(activity, by, minutes, desk) {
  yield { activity, by, minutes, desk };
}
