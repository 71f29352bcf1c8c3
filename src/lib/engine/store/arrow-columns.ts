import {
  Dictionary as DictionaryType,
  Float64,
  Int32,
  makeData,
  makeVector,
  Table,
  tableToIPC,
  Utf8,
  type Vector
} from 'apache-arrow';
import type { CodeArray, Dictionary } from '$lib/model/log';

/** Named Arrow columns of one batch, as an IPC stream for DuckDB. */
export function ipcOf(columns: Record<string, Vector>): Uint8Array {
  return tableToIPC(new Table(columns), 'stream');
}

export function int32Column(values: Int32Array): Vector {
  return makeVector(values);
}

/** NaN becomes NULL. */
export function float64Column(values: Float64Array): Vector {
  const { bitmap, nulls } = validity(values.length, (i) => !Number.isNaN(values[i]!));
  return makeVector(
    makeData({ type: new Float64(), length: values.length, nullCount: nulls, nullBitmap: nulls ? bitmap : null, data: values })
  );
}

/** A dictionary-coded column. Code `missing` becomes NULL; -1 = no code does. */
export function codedColumn(codes: CodeArray, dictionary: Dictionary, missing: number): Vector {
  const labels = makeVector(
    makeData({
      type: new Utf8(),
      length: dictionary.size,
      nullCount: 0,
      valueOffsets: Int32Array.from(dictionary.offsets),
      data: dictionary.bytes
    })
  );
  const { bitmap, nulls } = validity(codes.length, (i) => codes[i] !== missing);
  return makeVector(
    makeData({
      type: new DictionaryType(new Utf8(), new Int32()),
      length: codes.length,
      nullCount: nulls,
      nullBitmap: nulls ? bitmap : null,
      data: Int32Array.from(codes),
      dictionary: labels
    })
  );
}

function validity(length: number, isValid: (i: number) => boolean): { bitmap: Uint8Array; nulls: number } {
  const bitmap = new Uint8Array(Math.ceil(length / 8));
  let nulls = 0;
  for (let i = 0; i < length; i++) {
    if (isValid(i)) bitmap[i >> 3]! |= 1 << (i & 7);
    else nulls++;
  }
  return { bitmap, nulls };
}
