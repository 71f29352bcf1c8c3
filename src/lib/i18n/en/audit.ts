import { auditActions } from './audit-actions';

export const audit = {
  title: 'Audit',
  lead: 'Who did what, when and from where. Entries cannot be changed; a file of them can be checked by anyone.',
  export: 'Export',
  more: 'Show older entries',
  none: 'No entry matches.',
  noneNext: 'Choose a longer time or clear the filters.',
  asking: 'Reading the audit…',
  shown: (count: string, zone: string) => `${count} entries, times in ${zone}; UTC below`,
  shownMore: (count: string, zone: string) => `${count} latest entries, times in ${zone}; UTC below`,
  filters: {
    time: 'Time',
    actor: 'By',
    actorHint: 'Mail address or part of it',
    action: 'Act',
    anyAction: 'Any act',
    result: 'Result',
    anyResult: 'Any result',
    text: 'Contains',
    clear: 'Clear filters'
  },
  times: {
    day: 'Last 24 hours',
    week: 'Last 7 days',
    month: 'Last 30 days',
    all: 'Everything kept',
    days: 'From day to day'
  },
  from: 'First day',
  to: 'Last day',
  columns: { at: 'When', actor: 'By', action: 'Act', target: 'On', result: 'Result', address: 'From' },
  results: { ok: 'Done', refused: 'Refused', failed: 'Failed' },
  roles: { admin: 'Administrator', analyst: 'Analyst', viewer: 'Viewer', auditor: 'Auditor', operator: 'Operator' },
  kinds: { user: 'User', operator: 'Operator', system: 'The service', nobody: 'Not signed in' },
  erased: 'Erased: its time is over',
  details: {
    show: 'Details',
    hide: 'Hide details',
    entry: 'Entry',
    code: 'Code',
    device: 'Device',
    target: 'On',
    hash: 'Hash',
    detail: 'Detail'
  },
  exporting: {
    title: 'Export the audit',
    range: 'Which time?',
    what: 'A CSV file for Excel with every entry of this time, its place and its hash, and the signed state of the whole audit. The download itself is recorded.',
    verify: 'How to check the file',
    verifyText: 'Run this with the program, on any computer. It names the first entry that was changed, taken out or put in.',
    key: 'Public key of this audit: keep it apart from the file.',
    checkpoint: 'Signed state of today: with it a later file shows that nothing was rolled back.',
    start: 'Export',
    cancel: 'Cancel',
    close: 'Close',
    daysWrong: 'The last day is before the first.'
  },
  actions: auditActions
};
