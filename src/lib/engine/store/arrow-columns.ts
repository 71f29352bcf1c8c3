import {
  type Data,
  type DataType,
  Dictionary as DictionaryType,
  Field,
  Float64,
  Int32,
  makeData,
  makeVector,
  RecordBatch,
  Schema,
  Struct,
  Table,
  tableToIPC,
  Utf8,
  type Vector
} from 'apache-arrow';
import type { CodeArray, Dictionary } from '$lib/model/log';

/**
 * Named Arrow columns of one batch, as an IPC stream for DuckDB. In the order given, which is what DuckDB inserts by: an object would
 * put columns called `2024` first.
 */
export function ipcOf(columns: readonly (readonly [name: string, values: Vector])[]): Uint8Array {
  const schema = new Schema(columns.map(([name, { type, nullable }]) => new Field(name, type as DataType, nullable)));
  const length = columns[0]?.[1].length ?? 0;
  const children = columns.map(([, values]): Data<DataType> => values.data[0]! as Data<DataType>);
  const batch = new RecordBatch(
    schema,
    makeData({ type: new Struct<Record<string, DataType>>(schema.fields as Field<DataType>[]), length, nullCount: 0, children })
  );
  return tableToIPC(new Table(schema, [batch]), 'stream');
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
