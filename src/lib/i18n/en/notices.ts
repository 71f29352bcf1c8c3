export const notices = {
  title: 'Notices',
  bell: (n: number) => (n === 0 ? 'Notices' : n === 1 ? 'Notices: 1 to take note of' : `Notices: ${n} to take note of`),
  none: 'There are no notices.',
  all: 'All notices',
  acknowledge: 'I have taken note',
  acknowledged: 'Taken note of',
  affected: (versions: string) => `Affected versions: ${versions}`,
  when: (from: string, to: string) => `${from} to ${to}`,
  updated: (at: string) => `As of ${at}`,
  history: 'How it went',
  kinds: { vulnerability: 'Vulnerability', maintenance: 'Maintenance', change: 'Change', incident: 'Incident' },
  severities: { low: 'Low', medium: 'Medium', high: 'High', critical: 'Critical' },
  statuses: {
    announced: 'Announced',
    investigating: 'Being investigated',
    identified: 'Cause found',
    mitigated: 'Mitigated',
    monitoring: 'Being watched',
    resolved: 'Resolved'
  }
};
