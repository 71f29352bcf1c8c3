/** Tabs over one storage, in every order that a seed draws, some of them killed: a history that one writer could have made. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asMiningError } from '$lib/model/errors';
import { MemoryDisk } from './memory-disk.fixture';
import { TabScheduler } from './tab-scheduler.fixture';
import type { Vault } from './vault';
import { bytesOf, cardNamed, contentOf, memoryVault, unlockedVault } from './vault.fixture';

/** What a tab may be told instead of an answer, when another one was quicker. */
const OVERTAKEN = new Set(['unknown-area', 'area-changed']);

/** What the tabs were told. Tokens are names of changes; an area's parts hold those it has gone through. */
interface History {
  readonly created: Set<string>;
  readonly removing: Set<string>;
  readonly removed: Set<string>;
  readonly acknowledged: Map<string, string[]>;
}

test(
  'two to eight tabs, killed or not, lose nothing that was acknowledged and read nothing torn',
  { timeout: 600_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), fc.integer({ min: 2, max: 8 }), fc.boolean(), async (seed, tabs, withKills) => {
        const draw = drawing(seed);
        const disk = new MemoryDisk();
        const scheduler = new TabScheduler(draw);
        const history: History = { created: new Set(), removing: new Set(), removed: new Set(), acknowledged: new Map() };
        const failures: unknown[] = [];
        for (let number = 0; number < tabs; number++) {
          const { vault } = memoryVault(disk, scheduler.tab());
          await scheduler.start(async () => {
            try {
              await vault.unlock(null);
              for (let act = 0; act < 24 / tabs; act++) await doSomething(vault, `${number}.${act}`, draw, history);
            } catch (thrown) {
              failures.push(thrown);
            }
          });
        }
        await scheduler.run(() => withKills && draw() < 0.01);
        expect(failures).toEqual([]);
        disk.crash(draw() < 0.5 ? 'lost' : 'torn');
        await hold(disk, history);
      })
    );
  }
);

async function doSomething(vault: Vault, token: string, draw: () => number, history: History): Promise<void> {
  const areas = await vault.areas();
  expect(areas.map(({ fault }) => fault).filter(Boolean)).toEqual([]);
  const area = areas[Math.floor(draw() * areas.length)];
  const what = draw();
  try {
    if (!area || what < 0.2) {
      const { areaId } = await vault.create(cardNamed(token), async (parts) => {
        await parts.put('left', [bytesOf(token)]);
        await parts.put('right', [bytesOf(token)]);
      });
      history.created.add(areaId);
      history.acknowledged.set(areaId, [token]);
    } else if (what < 0.6) {
      await vault.change(area.areaId, async (parts, before) => {
        const tokens = `${tokensIn(await contentOf(before))} ${token}`;
        await parts.put('left', [bytesOf(tokens)]);
        await parts.put('right', [bytesOf(tokens)]);
      });
      history.acknowledged.set(area.areaId, [...(history.acknowledged.get(area.areaId) ?? []), token]);
    } else if (what < 0.7) {
      history.removing.add(area.areaId);
      await vault.remove(area.areaId);
      history.removed.add(area.areaId);
    } else if (what < 0.8) {
      await vault.collectGarbage();
    } else {
      tokensIn(await contentOf(await vault.read(area.areaId)));
    }
  } catch (thrown) {
    if (!OVERTAKEN.has(asMiningError(thrown).code)) throw thrown;
  }
}

/** What is on the disk in the end agrees with what the tabs were told. */
async function hold(disk: MemoryDisk, { created, removing, removed, acknowledged }: History): Promise<void> {
  const { vault } = await unlockedVault(disk);
  const areas = await vault.areas();
  expect(areas.map(({ fault }) => fault).filter(Boolean)).toEqual([]);
  const there = new Set(areas.map(({ areaId }) => areaId));
  for (const areaId of created) if (!removing.has(areaId)) expect(there).toContain(areaId);
  for (const areaId of removed) expect(there).not.toContain(areaId);

  let files = 0;
  for (const { areaId, version } of areas) {
    const reader = await vault.read(areaId);
    const tokens = tokensIn(await contentOf(reader)).split(' ');
    expect(tokens).toHaveLength(version);
    expect(new Set(tokens).size).toBe(version);
    const told = acknowledged.get(areaId) ?? [];
    expect(tokens.filter((token) => told.includes(token)).sort()).toEqual(told.slice().sort());
    files += 1 + reader.parts.length;
  }
  await vault.collectGarbage();
  expect(disk.files.size).toBe(files);
}

/** @returns the tokens; both parts are of one version, or something is torn */
function tokensIn({ left, right }: Record<string, string>): string {
  expect(left).toBe(right);
  return left!;
}

/** Numbers from 0 up to 1, the same for the same seed. Source: Marsaglia, Xorshift RNGs (2003), 32 bits. */
function drawing(seed: number): () => number {
  let state = seed | 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
