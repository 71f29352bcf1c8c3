export const filters = {
  bar: 'Filters',
  add: 'Filter',
  undo: 'Undo',
  redo: 'Redo',
  clear: 'Remove all filters',
  count: (shown: string, all: string) => `${shown} of ${all} cases`,
  nothing: 'No case fits these filters.',
  undoLast: 'Undo the last change',
  none: 'No filter: every case is shown',
  edit: (sentence: string) => `Change the filter: ${sentence}`,
  remove: (sentence: string) => `Remove the filter: ${sentence}`,
  negate: 'Keep the other cases instead',
  mute: 'Switch off for now',
  unmute: 'Switch on again',
  muted: 'off',
  dialog: {
    addTitle: 'Add a filter',
    editTitle: 'Change the filter',
    kind: 'Keep cases by',
    keeps: (cases: string, share: string) => `Keeps ${cases} cases (${share})`,
    choose: 'Choose at least one entry.',
    add: 'Add filter',
    save: 'Save',
    close: 'Close',
    negated: 'Keep the cases that do not fit'
  },
  kinds: {
    activity: 'Activity',
    follows: 'Directly followed by',
    attribute: 'Attribute',
    'time-span': 'Time span',
    variant: 'Variant'
  },
  sentences: {
    with: (names: string) => `With ${names}`,
    without: (names: string) => `Without ${names}`,
    edge: (from: string, to: string) => `${from} → ${to}`,
    noEdge: (from: string, to: string) => `Never ${from} → ${to}`,
    is: (column: string, values: string) => `${column} is ${values}`,
    isNot: (column: string, values: string) => `${column} is never ${values}`,
    oneVariant: (steps: string) => `Variant ${steps}`,
    variants: (n: string) => `${n} variants`,
    not: (sentence: string) => `Not: ${sentence}`,
    more: (first: string, n: string) => `${first} or ${n} more`,
    or: ' or ',
    missing: '(empty)'
  },
  span: {
    mode: 'The case',
    from: 'From',
    to: 'To',
    zone: (zone: string) => `Times in ${zone}`,
    whole: 'Whole log',
    lastDays: (n: string) => `Last ${n} days`,
    modes: {
      contained: 'lies wholly within',
      intersecting: 'overlaps',
      started: 'started within',
      ended: 'ended within',
      trimmed: 'only events within'
    },
    sentences: {
      contained: (from: string, to: string) => `Within ${from} – ${to}`,
      intersecting: (from: string, to: string) => `Overlaps ${from} – ${to}`,
      started: (from: string, to: string) => `Started ${from} – ${to}`,
      ended: (from: string, to: string) => `Ended ${from} – ${to}`,
      trimmed: (from: string, to: string) => `Events ${from} – ${to}`
    }
  },
  editors: {
    search: 'Search',
    found: (shown: string, all: string) => `${shown} of ${all}`,
    cases: 'cases',
    column: 'Attribute',
    from: 'First activity',
    to: 'directly followed by',
    steps: (n: string) => `${n} steps`
  }
};
