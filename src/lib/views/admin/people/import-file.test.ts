import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvRecord } from '$lib/model/csv-cell';
import { readPeopleFile, type PeopleFile } from './import-file';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string) => readPeopleFile(utf8(text), 'ja');
const rowsOf = (text: string) => (read(text) as PeopleFile).rows;

describe('a list of people', () => {
  test('by Japanese heads, roles and languages, in any order', () => {
    expect(rowsOf('氏名,言語,メール,グループ,役割\r\n山田 花子,英語,hanako@example.com,営業;購買,管理者\r\n')).toEqual([
      { line: 2, email: 'hanako@example.com', name: '山田 花子', role: 'admin', groups: ['営業', '購買'], language: 'en' }
    ]);
  });

  test('by English heads; who has no language gets the one that was told', () => {
    expect(rowsOf('Mail,Name,Role\nA@b.example,Ann,Viewer')).toEqual([
      { line: 2, email: 'A@b.example', name: 'Ann', role: 'viewer', groups: [], language: 'ja' }
    ]);
  });

  test('in UTF-8 with and without a mark, CP932 and UTF-16', () => {
    const text = 'メール,氏名,役割\na@b.example,①髙橋,viewer\n';
    // CP932 has the circled digit and the ladder form of the name's first letter
    const cp932 = new Uint8Array(
      Buffer.from('8381815b838b2c8e8196bc2c96f08a840a6140622e6578616d706c652c8740eee08bb42c7669657765720a', 'hex')
    );
    const utf16 = new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'));
    const names = [utf8(text), utf8(`\ufeff${text}`), cp932, utf16].map((bytes) => {
      const file = readPeopleFile(bytes, 'ja') as PeopleFile;
      return [file.encoding, file.rows[0]?.name];
    });
    expect(names).toEqual([
      ['UTF-8', '①髙橋'],
      ['UTF-8', '①髙橋'],
      ['CP932', '①髙橋'],
      ['UTF-16', '①髙橋']
    ]);
  });

  test('tells the line that a row begins on, over quoted breaks and empty lines', () => {
    const rows = rowsOf('mail,name,groups\r\n\r\n"a@b.example","A ""B""\r\nC","x;y"\r\nc@d.example,D,\r\n');
    expect(rows.map(({ line, name, groups }) => [line, name, groups])).toEqual([
      [3, 'A "B"\r\nC', ['x', 'y']],
      [5, 'D', []]
    ]);
  });

  test('separated by tabs or semicolons', () => {
    expect(rowsOf('mail\tname\na@b.example\tAnn')[0]).toMatchObject({ email: 'a@b.example', name: 'Ann' });
    expect(rowsOf('mail;name;groups\na@b.example;Ann;x|y')[0]).toMatchObject({ name: 'Ann', groups: ['x', 'y'] });
  });

  test('says why a file is none', () => {
    expect(read('')).toBe('empty');
    expect(read('mail,name\n')).toBe('empty');
    expect(read('a@b.example,Ann\n')).toBe('no-mail-column');
    expect(read('mail,name\n"a@b.example,Ann\n')).toBe('bad-quotes');
    expect(read(`mail\n${'a@b.example\n'.repeat(501)}`)).toBe('too-many');
    expect(readPeopleFile(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0xff]), 'ja')).toBe('not-text');
    expect(readPeopleFile(new Uint8Array(2_000_001), 'ja')).toBe('too-large');
  });

  test('reads every text that a spreadsheet writes', () => {
    const cell = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
      .filter((text) => text.trim() === text && !text.includes('\0'));
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 5 }), (names) => {
        const text = csvRecord(['mail', 'name']) + names.map((name) => csvRecord(['a@b.example', name])).join('');
        // a cell that a spreadsheet would take for a formula was given a mark
        expect(rowsOf(text).map(({ name }) => name.replace(/^'(?=[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20])/, ''))).toEqual(names);
      })
    );
  });

  test('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(readPeopleFile(bytes, 'en')).toBeDefined();
      })
    );
  });
});
