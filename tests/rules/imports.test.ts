import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  bundledWith,
  componentViolations,
  CONFIG,
  cruiseTree,
  importsOf,
  relativeAcrossRooms,
  unusedModules,
  type Violation
} from './cruise';
import { foldersIn, ROOT } from './tree';

describe('the program', () => {
  let tree: Awaited<ReturnType<typeof cruiseTree>>;
  beforeAll(async () => {
    tree = await cruiseTree(ROOT);
  });

  test('was read at all: components and $lib are followed', () => {
    const sources = tree.result.modules.map(({ source }) => source);
    expect(sources).toContain('src/lib/model/log.ts');
    expect(sources.some((source) => source.endsWith('.svelte'))).toBe(true);
    const followed = tree.result.modules.flatMap(({ dependencies }) => dependencies);
    expect(followed.some(({ module, resolved }) => module.startsWith('$lib/') && resolved.startsWith('src/lib/'))).toBe(true);
  });

  test('imports go one way', () => {
    expect([...tree.violations, ...componentViolations(ROOT)]).toEqual([]);
  });

  test('rooms import one another by $lib', () => {
    expect(relativeAcrossRooms(tree.result)).toEqual([]);
  });

  test('has no module that nothing uses', () => {
    expect(unusedModules(tree.result, ROOT)).toEqual([]);
  });

  test('no kernel enters the page with the engine', () => {
    const bundle = bundledWith(['src/lib/engine/client.ts', 'src/lib/engine/protocol.ts'], tree.result);
    expect(bundle).toContain('src/lib/engine/rpc.ts');
    expect(bundle.filter((path) => /^src\/lib\/(kernel|vault)\/|^src\/lib\/engine\/\w+\/|duckdb|graphviz/.test(path))).toEqual(
      []
    );
  });

  test('every room on disk has its rule', () => {
    expect(foldersIn('src/lib').filter((room) => !(room in CONFIG.ROOMS))).toEqual([]);
  });
});

/** A tree that breaks each rule once, and keeps some others by a hair. */
const BROKEN: Record<string, string> = {
  'package.json': '{"name":"broken","dependencies":{},"devDependencies":{"fast-check":"4.10.2"}}',
  'src/lib/model/a.ts': "import { b } from '$lib/kernel/b';\nexport const a = b;\n",
  'src/lib/kernel/b.ts': 'export const b = 1;\n',
  'src/lib/kernel/uses-package.ts': "import fc from 'fast-check';\nexport const c = fc;\n",
  'src/lib/kernel/type-only.ts': "import type { E } from '$lib/engine/protocol';\nexport type F = E;\n",
  'src/lib/engine/client.ts': "import type { E } from './protocol';\nexport const client: E = 1;\n",
  'src/lib/engine/protocol.ts': 'export type E = number;\n',
  'src/lib/engine/store.ts': "import { b } from '../kernel/b';\nexport const store = b;\n",
  'src/lib/ui/Button.svelte': '<script lang="ts">\n  import { client } from \'$lib/engine/client\';\n</script>\n\n{client}\n',
  'src/lib/views/Fine.svelte': '<script lang="ts">\n  import { client } from \'$lib/engine/client\';\n</script>\n\n{client}\n',
  'src/lib/views/Store.svelte': '<script lang="ts">\n  import { store } from \'$lib/engine/store\';\n</script>\n\n{store}\n',
  'src/lib/views/Typed.svelte':
    '<script lang="ts">\n  import type { Kernel } from \'$lib/kernel/b\';\n  let { k }: { k: Kernel } = $props();\n</script>\n\n{k}\n',
  'src/lib/session/one.ts': "import { two } from './two';\nexport const one: number = two;\n",
  'src/lib/session/two.ts': "import { one } from './one';\nexport const two: number = one;\n",
  'src/lib/proof/words.ts': "import type { Words } from './list';\nexport const words = { a: 1 } satisfies Words;\n",
  'src/lib/proof/list.ts':
    "import { words } from './words';\nexport type Words = Record<string, number>;\nexport const list: Words[] = [words];\n",
  'src/lib/session/lost.ts': "import { gone } from './gone';\nexport const lost = gone;\n",
  'src/lib/session/tested.ts': "import { t } from './t.test';\nexport const u = t;\n",
  'src/lib/session/t.test.ts': "import { b } from '$lib/kernel/b';\nexport const t = b;\n",
  'src/lib/server/s.ts': 'export const s = 1;\n',
  'src/lib/api/dev.ts': "import fc from 'fast-check';\nexport const d = fc;\n",
  'src/routes/+page.ts': "import { s } from '$lib/server/s';\nexport const prerender = s;\n",
  'src/routes/api/+server.ts': "import { s } from '$lib/server/s';\nexport const GET = s;\n"
};

describe('the rules bite', () => {
  const root = mkdtempSync(join(tmpdir(), 'kiseki-rules-'));
  let found: Violation[];
  let unused: string[];
  beforeAll(async () => {
    for (const [path, text] of Object.entries(BROKEN)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
    const { result, violations } = await cruiseTree(root);
    found = [...violations, ...relativeAcrossRooms(result), ...componentViolations(root)];
    unused = unusedModules(result, root);
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  test.each([
    ['a room above', 'model-imports-only-its-own: src/lib/model/a.ts -> src/lib/kernel/b.ts'],
    ['a type alone', 'kernel-imports-only-its-own: src/lib/kernel/type-only.ts -> src/lib/engine/protocol.ts'],
    ['a component', 'ui-imports-only-its-own: src/lib/ui/Button.svelte -> src/lib/engine/client.ts'],
    ['a type in a component', 'views-imports-only-its-own: src/lib/views/Typed.svelte -> src/lib/kernel/b'],
    ['the engine past its doors', 'engine-by-its-doors: src/lib/views/Store.svelte -> src/lib/engine/store.ts'],
    ['the server in a page', 'server-stays-on-the-server: src/routes/+page.ts -> src/lib/server/s.ts'],
    ['a path across rooms', 'relative-across-rooms: src/lib/engine/store.ts -> src/lib/kernel/b.ts'],
    ['what does not exist', 'no-unresolvable: src/lib/session/lost.ts -> ./gone']
  ])('on %s', (_, violation) => {
    expect(found).toContain(violation);
  });

  test.each(['pure-rooms-use-no-package', 'no-cycles', 'nothing-from-tests', 'shipped-packages-are-dependencies'])(
    '%s',
    (rule) => {
      expect(found.filter((violation) => violation.startsWith(`${rule}: `))).not.toEqual([]);
    }
  );

  test('and on nothing else', () => {
    expect(
      found.filter((violation) => /Fine\.svelte|\+server\.ts|client\.ts ->|proof\/|: src\/lib\/session\/t\.test/.test(violation))
    ).toEqual([]);
    expect(unused).toContain('src/lib/kernel/uses-package.ts');
    expect(unused).not.toContain('src/lib/kernel/b.ts');
    expect(unused).not.toContain('src/lib/engine/client.ts');
  });

  test('imports are read from a component of any form', () => {
    const scripts = `<script module lang="ts">
      import type { A } from '$lib/a';
      import {
        b,
        c
      } from "./b";
      export { d } from './d';
    </script><script>import './side.css'; const e = await import('./e');</script>
    <p>import { no } from 'text'</p>`;
    expect(importsOf(scripts)).toEqual(['$lib/a', './b', './d', './side.css', './e']);
  });
});
