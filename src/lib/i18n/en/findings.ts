export const findings = {
  title: 'Findings',
  pin: 'Pin this view as a finding',
  pinned: 'Pinned. Add a note under Findings.',
  show: 'Show the findings',
  empty: 'No finding yet.',
  emptyHint:
    'A finding keeps a view with its filters and your note. Pin one with the bookmark beside the filters, or with the key D.',
  list: 'Findings, in the order they were pinned',
  open: 'Show this view',
  opened: (title: string) => `Showing: ${title}`,
  remove: (title: string) => `Remove the finding: ${title}`,
  removed: 'Finding removed.',
  putBack: 'Put it back',
  titleLabel: 'Title',
  note: 'Note',
  noteHint: 'What does this show? What should be done?',
  figures: (cases: string, events: string, median: string) => `${cases} cases · ${events} events · median ${median}`,
  when: (time: string) => `Pinned ${time}`,
  filters: 'Filters',
  noFilter: 'No filter',
  next: 'Next finding',
  previous: 'Previous finding',
  keeping: 'Findings are kept with the log. Save the analysis as a file to hand them on; it holds no events.',
  share: {
    link: 'Link',
    copyLink: 'Copy a link to this view',
    copied: 'Link copied',
    copiedWhy: 'It carries filters, names and notes in itself, not the log. Browsers remember links that were opened.',
    more: 'Share and save',
    save: 'Save the analysis as a file',
    openFile: 'Open an analysis file',
    failed: 'The browser did not allow copying. Here is the link:'
  },
  desk: {
    label: 'Analysis',
    waiting: (name: string) => `This analysis belongs to the log “${name}”, which is not open here.`,
    waitingFor: (files: string, events: string, cases: string) =>
      `Open this file and the view comes back: ${files} (${events} events, ${cases} cases).`,
    sample: (name: string) => `the sample “${name}”`,
    saved: (time: string) => `Saved ${time}.`,
    choose: 'Choose the file',
    openSample: 'Open the sample',
    use: (name: string) => `Use it on “${name}”`,
    other: (name: string) =>
      `The analysis was made on another log (“${name}”). Filters and names are used here; the numbers are this log’s.`,
    partly: 'The analysis is open, but not all of it fits this log.',
    missing: (names: string) => `Named there and not in this log: ${names}`,
    muted: 'Filters over missing columns are switched off.'
  }
};
