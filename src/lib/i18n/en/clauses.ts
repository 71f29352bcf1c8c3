export const clauses = {
  /** a clause as a sentence; `not…` where it is negated */
  sentences: {
    missing: '(empty)',
    or: ' or ',
    and: ' and ',
    more: (first: string, n: string) => `${first} or ${n} more`,
    not: (sentence: string) => `Not: ${sentence}`,
    in: (sentence: string) => `(${sentence})`,
    emptyGroup: 'Empty group',
    activity: {
      any: (names: string) => `With ${names}`,
      first: (names: string) => `Starts with ${names}`,
      last: (names: string) => `Ends with ${names}`,
      all: (names: string) => `Nothing but ${names}`
    },
    notActivity: {
      any: (names: string) => `Without ${names}`,
      first: (names: string) => `Does not start with ${names}`,
      last: (names: string) => `Does not end with ${names}`,
      all: (names: string) => `Not only ${names}`
    },
    follows: {
      directly: (from: string, to: string) => `${from} → ${to}`,
      eventually: (from: string, to: string) => `${from}, later ${to}`
    },
    notFollows: {
      directly: (from: string, to: string) => `Never ${from} → ${to}`,
      eventually: (from: string, to: string) => `Never ${from}, later ${to}`
    },
    atLeast: (pair: string, time: string) => `${pair}, after ${time} or more`,
    atMost: (pair: string, time: string) => `${pair}, within ${time}`,
    between: (pair: string, min: string, max: string) => `${pair}, after ${min} – ${max}`,
    same: (pair: string, column: string) => `${pair}, same ${column}`,
    other: (pair: string, column: string) => `${pair}, another ${column}`,
    attribute: {
      any: (column: string, values: string) => `${column} is ${values}`,
      first: (column: string, values: string) => `${column} is ${values} at first`,
      last: (column: string, values: string) => `${column} is ${values} at last`,
      all: (column: string, values: string) => `${column} is always ${values}`
    },
    notAttribute: {
      any: (column: string, values: string) => `${column} is never ${values}`,
      first: (column: string, values: string) => `${column} is not ${values} at first`,
      last: (column: string, values: string) => `${column} is not ${values} at last`,
      all: (column: string, values: string) => `${column} is not always ${values}`
    },
    places: { first: ' at first', last: ' at last', all: ' at every event' },
    range: {
      within: (column: string, min: string, max: string, place: string) => `${column} ${min} – ${max}${place}`,
      from: (column: string, min: string, place: string) => `${column} at least ${min}${place}`,
      upTo: (column: string, max: string, place: string) => `${column} at most ${max}${place}`,
      any: (column: string, place: string) => `${column} is a number or time${place}`
    },
    metric: {
      within: (metric: string, min: string, max: string) => `${metric} ${min} – ${max}`,
      from: (metric: string, min: string) => `${metric} at least ${min}`,
      upTo: (metric: string, max: string) => `${metric} at most ${max}`,
      any: (metric: string) => `${metric} is known`
    },
    span: {
      contained: (from: string, to: string) => `Within ${from} – ${to}`,
      intersecting: (from: string, to: string) => `Overlaps ${from} – ${to}`,
      started: (from: string, to: string) => `Started ${from} – ${to}`,
      ended: (from: string, to: string) => `Ended ${from} – ${to}`,
      trimmed: (from: string, to: string) => `Only events ${from} – ${to}`
    },
    oneVariant: (steps: string) => `Variant ${steps}`,
    ofColumn: (column: string, variant: string) => `${column}: ${variant}`,
    variants: (n: string) => `${n} variants`,
    rework: {
      repeated: (names: string) => `${names} repeated`,
      'self-loop': (names: string) => `${names} directly repeated`,
      loop: (names: string) => `Back to ${names}`
    },
    notRework: {
      repeated: (names: string) => `${names} not repeated`,
      'self-loop': (names: string) => `${names} not directly repeated`,
      loop: (names: string) => `Never back to ${names}`
    },
    reworkAny: {
      repeated: () => 'With repeated activities',
      'self-loop': () => 'With activities directly repeated',
      loop: () => 'Back to an activity'
    },
    notReworkAny: {
      repeated: () => 'No activity repeated',
      'self-loop': () => 'No activity directly repeated',
      loop: () => 'Never back to an activity'
    },
    times: (sentence: string, n: string) => `${sentence}, at least ${n} times`,
    completed: (ends: string) => `Completed, by ${ends}`,
    running: (ends: string) => `Still running, not ended by ${ends}`,
    oneCase: (id: string) => `Case ${id}`,
    cases: (n: string) => `${n} listed cases`,
    notCases: (n: string) => `All but ${n} listed cases`,
    top: {
      most: (n: string, metric: string) => `The ${n} cases with the most: ${metric}`,
      least: (n: string, metric: string) => `The ${n} cases with the least: ${metric}`
    },
    topVariants: {
      most: (n: string) => `The ${n} most frequent variants`,
      least: (n: string) => `The ${n} rarest variants`
    },
    coverage: (share: string) => `Frequent variants, ${share} of cases`,
    notCoverage: (share: string) => `Rare variants, beyond ${share} of cases`,
    sql: (predicate: string) => `SQL: ${predicate}`,
    onlyActivities: (names: string) => `Only events of ${names}`,
    notActivities: (names: string) => `No events of ${names}`,
    onlyEvents: (column: string, values: string) => `Only events where ${column} is ${values}`,
    notEvents: (column: string, values: string) => `No events where ${column} is ${values}`,
    crop: {
      whole: 'Whole cases',
      from: (from: string) => `Only from ${from} on`,
      to: { near: (to: string) => `Only up to ${to}`, far: (to: string) => `Only up to the last ${to}` },
      both: {
        near: (from: string, to: string) => `Only from ${from} to ${to}`,
        far: (from: string, to: string) => `Only from ${from} to the last ${to}`
      }
    },
    notCrop: (part: string) => `Left out: ${part}`
  },
  metrics: {
    duration: 'Case duration',
    events: 'Events',
    activities: 'Different activities',
    rework: 'Repeated executions',
    'self-loops': 'Direct repetitions',
    waiting: 'Waiting time',
    service: 'Service time',
    'longest-wait': 'Longest wait',
    cost: 'Cost'
  },
  definitions: {
    duration: 'Last complete minus first start (or first complete) of the case.',
    events: 'Events of the case.',
    activities: 'Activities that occur in the case, each counted once.',
    rework: 'Executions beyond the first of each activity, together.',
    'self-loops': 'How often an activity comes directly after itself.',
    waiting: 'Start minus the complete before it, over the events that have a start.',
    service: 'Complete minus start, over the events that have a start.',
    'longest-wait': 'The longest time from one event to the next.',
    cost: 'The numbers of the cost column, together.'
  },
  editors: {
    search: 'Search',
    found: (shown: string, all: string) => `${shown} of ${all}`,
    cases: 'cases',
    absent: 'not in this log',
    all: 'Choose all',
    none: 'Choose none',
    column: 'Attribute',
    place: 'Where',
    activityPlaces: { any: 'Anywhere', first: 'At the start', last: 'At the end', all: 'Nothing else' },
    valuePlaces: { any: 'Any event', first: 'First event', last: 'Last event', all: 'All events' },
    from: 'First activity',
    to: 'then',
    reach: 'How soon',
    reaches: { directly: 'Directly', eventually: 'At any later time' },
    between: 'Time between',
    atLeast: 'at least',
    atMost: 'at most',
    units: { s: 'seconds', min: 'minutes', h: 'hours', d: 'days' },
    compare: 'The two events have',
    compares: { none: 'any values', same: 'the same', other: 'not the same' },
    noBound: 'no bound',
    badBounds: 'The lower bound is above the upper one.',
    spread: (min: string, median: string, max: string) => `${min} to ${max}, half of them up to ${median}`,
    histogram: (name: string) => `How ${name} is spread`,
    bin: (from: string, to: string, n: string) => `${from} – ${to}: ${n}`,
    noNumbers: 'This log has no column of numbers or times.',
    metric: 'Measure',
    share: 'Share of cases',
    shareHint: 'The most frequent variants that together make this share of all cases.',
    form: 'Repeated how',
    forms: { repeated: 'More than once', 'self-loop': 'Directly after itself', loop: 'After something else' },
    times: 'At least so many times',
    anyActivityHint: 'None ticked: any activity.',
    state: 'The case is',
    states: { completed: 'Completed', running: 'Still running' },
    ends: 'Activities that end a case',
    endsHint: 'Ticked at first: what ends nine of ten cases, and what is nearly always the last where it occurs.',
    caseIds: 'Case ids, one a line',
    caseIdsHint: 'Paste a list; lines, tabs, commas and semicolons part the ids.',
    idsFound: (found: string, unknown: string) => `${found} found, ${unknown} not in this log`,
    top: 'Of',
    topVariants: 'Variants by cases',
    order: 'Which',
    orders: { most: 'the most', least: 'the least' },
    count: 'How many',
    predicate: 'SQL condition on an event',
    predicateHint: 'One expression, as it would stand behind WHERE. A case is kept where it holds for one of its events.',
    columns: 'Columns to use',
    insert: (column: string) => `Insert ${column}`,
    checking: 'Checking…',
    eventsOf: 'Keep the events of',
    activities: 'Activities',
    cropFrom: 'From',
    cropTo: 'up to',
    beginning: 'The beginning of the case',
    ending: 'The end of the case',
    cropReach: 'If it comes several times',
    cropReaches: { near: 'the first', far: 'the last' },
    cropHint: 'A case without such a part is left out.',
    mode: 'The case',
    modes: {
      contained: 'lies wholly within',
      intersecting: 'overlaps',
      started: 'started within',
      ended: 'ended within',
      trimmed: 'keeps only its events within'
    },
    fromTime: 'From',
    toTime: 'To',
    zone: (zone: string) => `Times in ${zone}`,
    whole: 'Whole log',
    lastDays: (n: string) => `Last ${n} days`,
    join: 'A case must fit',
    joins: { and: 'all of them', or: 'one of them' },
    takeOut: (sentence: string) => `Take out of the group: ${sentence}`,
    removePart: (sentence: string) => `Remove: ${sentence}`
  }
};
