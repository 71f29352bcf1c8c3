import { expect, test } from 'vitest';
import { describeColumns } from './describe';

type Kind =
  | 'case'
  | 'activity'
  | 'end'
  | 'start'
  | 'user'
  | 'role'
  | 'cost'
  | 'running'
  | 'unique'
  | 'lifecycle'
  | 'case-text'
  | 'case-time'
  | 'case-number'
  | 'number'
  | 'flag'
  | 'empty'
  | 'constant'
  | 'code'
  | 'day';

const ACTIVITIES = ['register', 'check', 'decide', 'pay', 'archive'];
const pad = (n: number): string => String(n).padStart(2, '0');
const stamp = (minutes: number): string =>
  `2026-0${1 + (Math.floor(minutes / 43200) % 9)}-${pad(1 + (Math.floor(minutes / 1440) % 28))} ${pad(Math.floor(minutes / 60) % 24)}:${pad(minutes % 60)}:00`;

/** 60 cases of 3 to 5 events, ordered by case; every value follows from the event's number. */
function rowsOf(kinds: readonly Kind[]): string[][] {
  const rows: string[][] = [];
  for (let c = 0; c < 60; c++) {
    const begin = c * 97;
    for (let e = 0; e < 3 + (c % 3); e++) {
      const n = rows.length;
      const at = begin + e * 30 + (n % 7);
      const cells: Record<Kind, string> = {
        case: `K${1000 + c}`,
        activity: ACTIVITIES[e === 0 ? 0 : (e + (c % 2)) % 5]!,
        end: stamp(at + 5 + (n % 4)),
        start: stamp(at),
        user: `person ${(n * 7) % 11}`,
        role: `team ${(n * 5) % 3}`,
        cost: String(10 + (n % 13)),
        running: String(n),
        unique: `e-${(n * 7919) % 10007}`,
        lifecycle: n % 2 ? 'complete' : 'start',
        'case-text': `region ${c % 4}`,
        'case-time': stamp(begin),
        'case-number': String(5000 + c * 10),
        number: ((n * 37) % 101).toFixed(1),
        flag: n % 3 ? 'true' : 'false',
        empty: '',
        constant: 'same',
        day: stamp(at).slice(0, 10),
        code: String(ACTIVITIES.length - e)
      };
      rows.push(kinds.map((kind) => cells[kind]));
    }
  }
  return rows;
}

type Spec = readonly (readonly [name: string, kind: Kind, role?: string])[];

function rolesOf(spec: Spec): Record<string, string> {
  const rows = rowsOf(spec.map(([, kind]) => kind));
  const columns = describeColumns(
    spec.map(([name]) => name),
    rows,
    rows.map((_, i) => i + 2)
  );
  return Object.fromEntries(columns.map(({ name, role }) => [name, role]));
}

/** Logs as their tools write them. The third word is the role; attribute where there is none. */
const LOGS: Readonly<Record<string, Spec>> = {
  'pm4py frame': [
    ['', 'running', 'ignore'],
    ['org:resource', 'user', 'resource'],
    ['concept:name', 'activity', 'activity'],
    ['lifecycle:transition', 'lifecycle', 'lifecycle'],
    ['time:timestamp', 'end', 'timestamp'],
    ['case:concept:name', 'case', 'case'],
    ['case:REG_DATE', 'case-time'],
    ['case:AMOUNT_REQ', 'case-number'],
    ['Activity', 'activity'],
    ['Resource', 'user']
  ],
  'Disco export': [
    ['Case ID', 'case', 'case'],
    ['Activity', 'activity', 'activity'],
    ['Resource', 'user', 'resource'],
    ['Start Timestamp', 'start', 'start'],
    ['Complete Timestamp', 'end', 'timestamp'],
    ['Variant', 'case-text'],
    ['Variant index', 'case-number'],
    ['concept:name', 'activity'],
    ['org:resource', 'user'],
    ['lifecycle:transition', 'constant', 'lifecycle']
  ],
  'helpdesk benchmark': [
    ['CaseID', 'case-number', 'case'],
    ['ActivityID', 'code', 'activity'],
    ['CompleteTimestamp', 'end', 'timestamp']
  ],
  'Celonis table': [
    ['_CASE_KEY', 'case', 'case'],
    ['ACTIVITY_EN', 'activity', 'activity'],
    ['EVENTTIME', 'end', 'timestamp'],
    ['_SORTING', 'code'],
    ['USER_NAME', 'user', 'resource']
  ],
  'BPIC 2013': [
    ['SR Number', 'case', 'case'],
    ['Change Date+Time', 'end', 'timestamp'],
    ['Status', 'activity', 'activity'],
    ['SR Latest Impact', 'case-text'],
    ['Product', 'case-text'],
    ['Owner First Name', 'user', 'resource']
  ],
  'service desk': [
    ['number', 'case', 'case'],
    ['incident_state', 'activity', 'activity'],
    ['active', 'flag'],
    ['reassignment_count', 'code'],
    ['sys_updated_at', 'end', 'timestamp'],
    ['opened_at', 'case-time'],
    ['assignment_group', 'role', 'role'],
    ['assigned_to', 'user', 'resource']
  ],
  'Apromore style': [
    ['case_id', 'case', 'case'],
    ['activity', 'activity', 'activity'],
    ['start_time', 'start', 'start'],
    ['end_time', 'end', 'timestamp'],
    ['resource', 'user', 'resource'],
    ['role', 'role', 'role'],
    ['cost', 'cost', 'cost']
  ],
  'camel case': [
    ['orderId', 'case', 'case'],
    ['eventName', 'activity', 'activity'],
    ['eventTime', 'end', 'timestamp'],
    ['eventId', 'unique'],
    ['userId', 'user', 'resource'],
    ['dueDate', 'case-time']
  ],
  'trace, event, time': [
    ['trace', 'case', 'case'],
    ['event', 'activity', 'activity'],
    ['time', 'end', 'timestamp']
  ],
  Japanese: [
    ['案件番号', 'case', 'case'],
    ['作業名', 'activity', 'activity'],
    ['開始日時', 'start', 'start'],
    ['完了日時', 'end', 'timestamp'],
    ['担当者', 'user', 'resource'],
    ['部署', 'role', 'role'],
    ['費用', 'cost', 'cost'],
    ['期限日', 'case-time'],
    ['備考', 'unique']
  ],
  'Japanese workflow': [
    ['No.', 'running'],
    ['申請番号', 'case', 'case'],
    ['件名', 'case-text'],
    ['ステータス', 'activity', 'activity'],
    ['処理日時', 'end', 'timestamp'],
    ['申請日', 'case-time'],
    ['処理者', 'user', 'resource'],
    ['金額', 'case-number', 'cost']
  ],
  'Japanese, full width and spaces': [
    ['伝票　番号', 'case', 'case'],
    ['工程', 'activity', 'activity'],
    ['日時', 'end', 'timestamp'],
    ['作業者ＩＤ', 'user', 'resource']
  ],
  'a status and its activity': [
    ['Ticket', 'case', 'case'],
    ['Status', 'lifecycle', 'lifecycle'],
    ['Activity', 'activity', 'activity'],
    ['Timestamp', 'end', 'timestamp']
  ],
  'only a start': [
    ['Case', 'case', 'case'],
    ['Task', 'activity', 'activity'],
    ['Start time', 'start', 'timestamp']
  ],
  'start and end': [
    ['case', 'case', 'case'],
    ['task', 'activity', 'activity'],
    ['start', 'start', 'start'],
    ['end', 'end', 'timestamp'],
    ['user', 'user', 'resource']
  ],
  'an empty start': [
    ['case:concept:name', 'case', 'case'],
    ['concept:name', 'activity', 'activity'],
    ['start_timestamp', 'empty'],
    ['time:timestamp', 'end', 'timestamp']
  ],
  'German names': [
    ['Fall-ID', 'case', 'case'],
    ['Aktivität', 'activity', 'activity'],
    ['Zeitstempel', 'end', 'timestamp'],
    ['Bearbeiter', 'user', 'resource']
  ],
  'no names at all': [
    ['column 1', 'running', 'ignore'],
    ['column 2', 'user'],
    ['column 3', 'start', 'start'],
    ['column 4', 'activity', 'activity'],
    ['column 5', 'end', 'timestamp'],
    ['column 6', 'case', 'case'],
    ['column 7', 'case-text']
  ],
  'names that say nothing': [
    ['a', 'case', 'case'],
    ['b', 'activity', 'activity'],
    ['c', 'end', 'timestamp'],
    ['d', 'number'],
    ['e', 'case-time']
  ],
  'two neutral times': [
    ['case id', 'case', 'case'],
    ['activity', 'activity', 'activity'],
    ['time1', 'start', 'start'],
    ['time2', 'end', 'timestamp']
  ],
  'the day beside the time': [
    ['case', 'case', 'case'],
    ['activity', 'activity', 'activity'],
    ['day', 'day'],
    ['moment', 'end', 'timestamp']
  ],
  'short cases with their time of opening': [
    ['ticket id', 'case', 'case'],
    ['opened', 'case-time'],
    ['state', 'activity', 'activity'],
    ['planned time', 'start'],
    ['time', 'end', 'timestamp']
  ],
  'an id of the event before that of the case': [
    ['id', 'unique'],
    ['customer', 'case-text'],
    ['order_id', 'case', 'case'],
    ['action', 'activity', 'activity'],
    ['created_at', 'end', 'timestamp']
  ]
};

test.each(Object.entries(LOGS))('%s', (_, spec) => {
  expect(rolesOf(spec)).toEqual(Object.fromEntries(spec.map(([name, , role]) => [name, role ?? 'attribute'])));
});

test('a case, an activity or a time of the whole case is never one of an event', () => {
  const roles = rolesOf([
    ['case:timestamp', 'end'],
    ['case:activity', 'activity'],
    ['(case) user', 'user'],
    ['@@startevent_activity', 'activity']
  ]);
  expect(Object.values(roles)).toEqual(['attribute', 'attribute', 'attribute', 'attribute']);
});

test('scopes say which columns belong to the case', () => {
  const rows = rowsOf(['case', 'activity', 'activity', 'end']);
  const columns = describeColumns(
    ['concept:name', 'status', 'concept:name (2)', 'time:timestamp'],
    rows,
    rows.map((_, i) => i + 1),
    ['case', 'case', 'event', 'event']
  );
  expect(columns.map(({ role, scope }) => `${scope} ${role}`)).toEqual([
    'case case',
    'case attribute',
    'event activity',
    'event timestamp'
  ]);
});

test('a log of one case and one event keeps the roles of its names', () => {
  const columns = describeColumns(['case_id', 'activity', 'timestamp'], [['1', 'go', '2026-11-22 10:00:00']], [2]);
  expect(columns.map(({ role }) => role)).toEqual(['case', 'activity', 'timestamp']);
});

test('a time column that cannot be read is still offered as the time', () => {
  const rows = rowsOf(['case', 'activity']).map((row, i) => [...row, `day ${i}`]);
  const columns = describeColumns(
    ['case', 'activity', 'timestamp'],
    rows,
    rows.map((_, i) => i + 2)
  );
  expect(columns.map(({ role }) => role)).toEqual(['case', 'activity', 'timestamp']);
  expect(columns[2]!.format).toBeNull();
});
