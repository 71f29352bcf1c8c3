/** Acts in any order against a plain map: what is kept is what was asked for, at every step, in a vault opened anew as well. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MemoryDisk } from './memory-disk.fixture';
import type { Vault } from './vault';
import { cardNamed, unlockedVault } from './vault.fixture';

type Parts = Map<string, Uint8Array>;
interface ModelArea {
  name: string;
  version: number;
  parts: Parts;
}
/** by area id */
type Model = Map<string, ModelArea>;

interface Act {
  run(vault: Vault, model: Model): Promise<void>;
  toString(): string;
}

/** Around the edges of a chunk, and about as long as small things are. */
const bytes = fc.oneof(
  { weight: 4, arbitrary: fc.uint8Array({ maxLength: 40 }) },
  { weight: 1, arbitrary: fc.integer({ min: -1, max: 1 }).map((over) => new Uint8Array((128 << 10) + over).fill(over + 7)) }
);
const changes = fc.dictionary(fc.constantFrom('core', 'rows', 'notes', 'column:0'), fc.option(bytes), { maxKeys: 4 });

const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ name: fc.string(), changes }).map(({ name, changes }) => ({
    run: async (vault: Vault, model: Model) => {
      const { areaId } = await vault.create(cardNamed(name), (parts) => apply(changes, parts));
      model.set(areaId, { name, version: 1, parts: changed(new Map(), changes) });
    },
    toString: () => `create ${name} ${Object.keys(changes).join()}`
  })),
  fc.record({ which: fc.nat(), name: fc.option(fc.string()), changes }).map(({ which, name, changes }) => ({
    run: async (vault: Vault, model: Model) => {
      const [areaId, area] = drawn(model, which);
      if (!area) return;
      await vault.change(areaId, async (parts) => {
        await apply(changes, parts);
        return name === null ? undefined : cardNamed(name);
      });
      model.set(areaId, { name: name ?? area.name, version: area.version + 1, parts: changed(area.parts, changes) });
    },
    toString: () => `change ${which} ${name} ${Object.keys(changes).join()}`
  })),
  fc.record({ which: fc.nat(), changes }).map(({ which, changes }) => ({
    run: async (vault: Vault, model: Model) => {
      const [areaId, area] = drawn(model, which);
      if (!area) return;
      const failing = vault.change(areaId, async (parts) => {
        await apply(changes, parts);
        throw new Error('given up');
      });
      await expect(failing).rejects.toThrow('given up');
    },
    toString: () => `give up ${which}`
  })),
  fc.nat().map((which) => ({
    run: async (vault: Vault, model: Model) => {
      const [areaId] = drawn(model, which);
      await vault.remove(areaId);
      model.delete(areaId);
    },
    toString: () => `remove ${which}`
  })),
  fc.constant({
    run: async (vault: Vault) => void (await vault.collectGarbage()),
    toString: () => 'sweep'
  })
);

test('a vault keeps what a map keeps', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 12 }), async (acts) => {
      const { vault, disk } = await unlockedVault();
      const model: Model = new Map();
      for (const each of acts) {
        await each.run(vault, model);
        await hold(vault, model);
      }
      await hold((await unlockedVault(disk)).vault, model);
      await vault.collectGarbage();
      await hold(vault, model);
      let files = 0;
      for (const { parts } of model.values()) files += 1 + parts.size;
      expect(disk.files.size).toBe(files);
    })
  );
});

test('sizes told are those on the disk', async () => {
  const disk = new MemoryDisk();
  const { vault } = await unlockedVault(disk);
  const area = await vault.create(cardNamed('Orders'), (parts) => parts.put('core', [new Uint8Array(300_000)]));
  expect(area.sizeBytes).toBe(disk.usedBytes() + disk.rows.get(area.areaId)!.card.length);
});

async function hold(vault: Vault, model: Model): Promise<void> {
  const areas = await vault.areas();
  expect(new Set(areas.map(({ areaId }) => areaId))).toEqual(new Set(model.keys()));
  for (const area of areas) {
    const { name, version, parts } = model.get(area.areaId)!;
    expect(area).toMatchObject({ version, fault: null, card: { name } });
    const reader = await vault.read(area.areaId);
    expect(new Map(reader.parts.map((part) => [part.name, part.sizeBytes]))).toEqual(
      new Map(Array.from(parts, ([part, content]) => [part, content.length]))
    );
    for (const [part, content] of parts) {
      expect(Buffer.compare(await reader.read(part), content), part).toBe(0);
      const chunks: Uint8Array[] = [];
      for await (const chunk of reader.stream(part)) chunks.push(chunk);
      expect(Buffer.compare(Buffer.concat(chunks), content), part).toBe(0);
    }
  }
}

async function apply(
  changes: Readonly<Record<string, Uint8Array | null>>,
  parts: Parameters<Parameters<Vault['create']>[1]>[0]
): Promise<void> {
  for (const [part, content] of Object.entries(changes)) {
    if (content) await parts.put(part, [content.subarray(0, 3), content.subarray(3)]);
    else parts.drop(part);
  }
}

function changed(before: Parts, changes: Readonly<Record<string, Uint8Array | null>>): Parts {
  const after = new Map(before);
  for (const [part, content] of Object.entries(changes)) {
    if (content) after.set(part, content);
    else after.delete(part);
  }
  return after;
}

/** An area of the model, or an id of none if there is none. */
function drawn(model: Model, which: number): [string, ModelArea | undefined] {
  const areas = Array.from(model);
  return areas[which % Math.max(1, areas.length)] ?? ['0'.repeat(32), undefined];
}
