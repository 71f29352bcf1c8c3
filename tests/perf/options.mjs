/** Command line of `npm run bench -- ...`. */
export const ROW_NAMES = /** @type {const} */ ([
  'frequency',
  'distinct',
  'peers',
  'times',
  'filters',
  'brush',
  'statistics',
  'variants-trace',
  'acts-trace',
  'slider',
  'csv',
  'csv-pm4py',
  'xes',
  'memory',
  'cold',
  'paint',
  'preview',
  'reopen',
  'disk',
  'areas',
  'kill',
  'unsealed',
  'seal',
  'audit',
  'logins',
  'reads',
  'sessions',
  'start'
]);

const USAGE = `npm run bench -- [--rows ${ROW_NAMES.join(',')}] [--events 1M,10M] [--runs n] [--share 0.5] [--minutes 5] [--quick] [--no-build]
  --rows     only these rows (default: all)
  --events   sizes of the logs (default 1M,10M); XES, slider and preview take the smallest
  --runs     measured runs of whole imports and peers (default 3); kernels take at least 15
  --share    cases in a random selection (default 0.5)
  --minutes  how long the service is asked by a thousand sessions (default 5)
  --quick    200k events, one run: to see that everything works, not to measure
  --no-build take build/ as it is`;

/**
 * @typedef {{ rows: Set<string>, events: string[], runs: number, kernelRuns: number, share: number, minutes: number, build: boolean }} Options
 *
 * @param {readonly string[]} args @returns {Options}
 * @throws Error with the usage
 */
export function optionsOf(args) {
  const options = {
    rows: new Set(ROW_NAMES),
    events: ['1M', '10M'],
    runs: 3,
    kernelRuns: 15,
    share: 0.5,
    minutes: 5,
    build: true
  };
  for (let i = 0; i < args.length; i++) {
    const value = () => {
      const given = args[++i];
      if (given === undefined) throw new Error(USAGE);
      return given;
    };
    if (args[i] === '--rows') options.rows = new Set(value().split(','));
    else if (args[i] === '--events') options.events = value().split(',');
    else if (args[i] === '--runs') options.runs = Number(value());
    else if (args[i] === '--share') options.share = Number(value());
    else if (args[i] === '--minutes') options.minutes = Number(value());
    else if (args[i] === '--quick') Object.assign(options, { events: ['200k'], runs: 1, kernelRuns: 5, minutes: 0.5 });
    else if (args[i] === '--no-build') options.build = false;
    else throw new Error(USAGE);
  }
  const known = [...options.rows].every((row) => ROW_NAMES.some((name) => name === row));
  if (!known || !(options.runs >= 1) || !(options.minutes > 0) || !(options.share > 0 && options.share <= 1))
    throw new Error(USAGE);
  return { ...options, kernelRuns: Math.max(options.kernelRuns, options.runs) };
}
