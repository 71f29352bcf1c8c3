/**
 * Who may import whom. The README's diagram shows these rooms; `tests/rules/` compares the two, runs this over `src`, and proves on
 * a made-up tree that each rule bites. dependency-cruiser sees a component compiled, without its type imports: for those
 * `tests/rules/` reads the components' own text by the same table.
 */

/** Each room, and the rooms that it may import besides itself. */
const ROOMS = {
  model: [],
  kernel: ['model'],
  vault: ['model'],
  engine: ['kernel', 'vault', 'model'],
  api: ['model'],
  proof: ['model'],
  sync: ['api', 'vault', 'proof', 'model'],
  ui: ['model'],
  i18n: ['model'],
  session: ['engine', 'sync', 'vault', 'ui', 'i18n', 'api', 'model'],
  views: ['session', 'engine', 'ui', 'i18n', 'api', 'model'],
  server: ['model', 'api', 'proof'],
  routes: ['views', 'session', 'engine', 'ui', 'i18n', 'api', 'model', 'server']
};

/** The page's side knows the engine by these alone; all else of it belongs to the workers' bundles. */
const ENGINE_DOORS = '^src/lib/engine/(client|protocol)\\.ts$';
const PAGE_SIDE = '^src/(lib/(session|views)|routes)/';
/** the only files of the routes that run on the server */
const SERVER_ROUTES = '^src/routes/.*(\\+server|\\.server)\\.ts$';
/** unit tests, and what a room keeps for them; these import what they need */
const TESTS = '\\.(test|fixture)\\.ts$|^src/lib/[^/]+/testing/';

const pathOf = (room) => (room === 'routes' ? '^src/routes/' : `^src/lib/${room}/`);

const roomRules = Object.entries(ROOMS).map(([room, allowed]) => ({
  name: `${room}-imports-only-its-own`,
  comment: `${room} may import ${allowed.join(', ') || 'nothing'}`,
  severity: 'error',
  from: { path: pathOf(room), pathNot: TESTS },
  to: { path: '^src/', pathNot: [...[room, ...allowed].map(pathOf), ...(room === 'routes' ? ['^src/app\\.css$'] : [])] }
}));

const forbidden = [
  ...roomRules,
  {
    name: 'engine-by-its-doors',
    comment: 'session, views and routes see the engine through client.ts and protocol.ts, so that no kernel enters the page',
    severity: 'error',
    from: { path: PAGE_SIDE, pathNot: TESTS },
    to: { path: '^src/lib/engine/', pathNot: ENGINE_DOORS }
  },
  {
    name: 'server-stays-on-the-server',
    severity: 'error',
    from: { path: '^src/routes/', pathNot: [SERVER_ROUTES, TESTS] },
    to: { path: pathOf('server') }
  },
  {
    name: 'pure-rooms-use-no-package',
    comment: 'model and kernel are plain TypeScript',
    severity: 'error',
    from: { path: [pathOf('model'), pathOf('kernel')], pathNot: TESTS },
    to: { pathNot: '^src/' }
  },
  {
    name: 'no-cycles',
    comment: 'types may refer to one another: nothing of that is left in what runs',
    severity: 'error',
    from: { path: '^src/' },
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }
  },
  {
    name: 'no-unresolvable',
    severity: 'error',
    from: { path: '^src/' },
    to: {
      couldNotResolve: true,
      pathNot: ['^\\$(app|env|service-worker)', '^\\./\\$types$', '^svelte/internal/', '^[^.$].*\\?url$']
    }
  },
  {
    name: 'nothing-from-tests',
    severity: 'error',
    from: { path: '^src/', pathNot: TESTS },
    to: { path: ['^tests/', TESTS] }
  },
  {
    name: 'shipped-packages-are-dependencies',
    comment: 'what is shipped stands under dependencies, where the licence gate looks; Svelte and Vite compile themselves in',
    severity: 'error',
    from: { path: '^src/', pathNot: TESTS },
    to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], pathNot: '(^|/)node_modules/(svelte|@sveltejs/kit|vite)/' }
  }
];

module.exports = {
  ROOMS,
  ENGINE_DOORS,
  PAGE_SIDE,
  TESTS,
  forbidden,
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true
  }
};
