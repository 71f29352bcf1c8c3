import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NoteBook } from './note-book';

const isShared = (name: string): boolean => name !== 'own';
const wanted = (notes: Record<string, string>): ReadonlyMap<string, string> => new Map(Object.entries(notes));

describe('a book of notes', () => {
  test('writes what is other than known, and nothing twice', () => {
    const book = new NoteBook({ a: '1', b: '2' }, isShared);
    const changes = book.changesFor(wanted({ a: '1', c: '3' }));
    expect(changes).toEqual({ c: '3', b: null });
    book.wrote(changes);
    expect(book.changesFor(wanted({ a: '1', c: '3' }))).toEqual({});
  });

  test('leaves alone what was not understood, also when another tab changes it', () => {
    const book = new NoteBook({ later: '?' }, isShared);
    book.leaveAlone(['later']);
    expect(book.changesFor(wanted({}))).toEqual({});
    expect(book.take({ later: '!' }, wanted({}))).toEqual({ later: '!' });
    expect(book.changesFor(wanted({}))).toEqual({});
  });

  test('takes what the other tab put and removed, and then has nothing to write', () => {
    const book = new NoteBook({ a: '1', b: '2' }, isShared);
    expect(book.take({ a: '1', c: '3' }, wanted({ a: '1', b: '2' }))).toEqual({ c: '3', b: null });
    expect(book.changesFor(wanted({ a: '1', c: '3' }))).toEqual({});
  });

  test('what was changed here and not written yet stands, and is still written', () => {
    const book = new NoteBook({ a: '1' }, isShared);
    expect(book.take({ a: 'theirs' }, wanted({ a: 'mine' }))).toEqual({});
    expect(book.changesFor(wanted({ a: 'mine' }))).toEqual({ a: 'mine' });
  });

  test('entries of one tab are neither taken nor written back by the other', () => {
    const book = new NoteBook({ own: '1' }, isShared);
    expect(book.take({ own: 'theirs' }, wanted({ own: '1' }))).toEqual({});
    expect(book.changesFor(wanted({ own: '1' }))).toEqual({});
    expect(book.changesFor(wanted({ own: '2' }))).toEqual({ own: '2' });
  });
});

/** A tab with a book over a store that both share. */
class Tab {
  readonly book: NoteBook;
  now: Record<string, string>;

  constructor(private readonly store: Map<string, string>) {
    this.now = Object.fromEntries(store);
    this.book = new NoteBook(this.now, isShared);
  }
  write(): void {
    const changes = this.book.changesFor(wanted(this.now));
    for (const [name, text] of Object.entries(changes)) {
      if (text === null) this.store.delete(name);
      else this.store.set(name, text);
    }
    this.book.wrote(changes);
  }
  look(): void {
    for (const [name, text] of Object.entries(this.book.take(Object.fromEntries(this.store), wanted(this.now)))) {
      if (text === null) delete this.now[name];
      else this.now[name] = text;
    }
  }
}

test('two tabs that change, write and look in any order end with the same, and lose nothing that only one of them touched', () => {
  const name = fc.constantFrom('a', 'b', 'c', 'd');
  const step = fc.oneof(
    fc.record({ tab: fc.nat(1), act: fc.constant('put' as const), name, text: fc.string({ maxLength: 2 }) }),
    fc.record({ tab: fc.nat(1), act: fc.constantFrom('remove' as const, 'write' as const, 'look' as const), name })
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const store = new Map([['a', '0']]);
      const tabs = [new Tab(store), new Tab(store)];
      const touched: Set<string>[] = [new Set(), new Set()];
      for (const each of steps) {
        const tab = tabs[each.tab]!;
        if (each.act === 'write') tab.write();
        else if (each.act === 'look') tab.look();
        else {
          touched[each.tab]!.add(each.name);
          if (each.act === 'put') tab.now[each.name] = each.text;
          else delete tab.now[each.name];
        }
      }
      const last = tabs.map((tab) => ({ ...tab.now }));
      for (const tab of [...tabs, ...tabs]) {
        tab.look();
        tab.write();
      }
      expect(tabs[0]!.now).toEqual(tabs[1]!.now);
      expect(Object.fromEntries(store)).toEqual(tabs[0]!.now);
      for (const at of [0, 1]) {
        for (const own of touched[at]!) if (!touched[1 - at]!.has(own)) expect(store.get(own)).toBe(last[at]![own]);
      }
    })
  );
});
