export const start = {
  title: 'Processes',
  promise: 'The log never leaves this browser.',
  promiseText:
    'Drop an event log and read its process map seconds later. Files are read, mined and held on this device; no account is needed.',
  facts: {
    sent: { value: '0 B', label: 'of log data sent' },
    account: { value: 'No account', label: 'nothing to sign up for' }
  },
  dropTitle: 'Drop event logs anywhere on this page',
  dropText: 'Columns, encoding and dates are detected; you confirm before anything is imported',
  choose: 'Choose files',
  formats: 'CSV · TSV · XES · ZIP · GZ',
  encodings: 'UTF-8 · Shift_JIS (CP932) · EUC-JP · UTF-16',
  continueWith: (name: string) => `Continue with ${name}`,
  continueFacts: (cases: string, events: string) => `${cases} cases · ${events} events · open in this tab`,
  openMap: 'Open map',
  opening: 'Opening…',
  samplesTitle: 'Or start from a sample',
  samplesNote: 'one click, bundled with the app',
  sampleFacts: (cases: string, events: string) => `${cases} cases · ${events} events`,
  samples: {
    'order-to-cash': {
      name: 'Order to cash',
      text: 'Backorders, late payments and changed orders, with costs and working times.'
    },
    helpdesk: { name: 'Helpdesk', text: 'Tickets that wait, bounce between teams and reopen.' },
    'loan-application': { name: 'Loan application', text: 'Checks and offers in parallel, documents asked for again.' }
  },
  stepsTitle: 'How it goes',
  steps: [
    { title: 'Drop a log', text: 'One row an event: which case, what was done, when.' },
    { title: 'Confirm the columns', text: 'Roles, dates and encoding are filled in already.' },
    { title: 'Read the map', text: 'Where cases go, where they wait, and for how long.' }
  ],
  footer: 'Nothing of a log is sent anywhere',
  timesIn: (zone: string) => `This device’s time zone: ${zone}`
};
