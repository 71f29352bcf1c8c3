import type { ColumnType } from '$lib/model/log';
import { withoutBytes } from './rendered-values';

const ZERO = 0x30;
const NINE = 0x39;
const POINT = 0x2e;

const SPECIAL = /[&<>"\t\n\r]/g;
const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;'
};
/** What XML 1.0 does not allow (2.2, `Char`): control characters, lone surrogates, U+FFFE and U+FFFF. */
const FORBIDDEN =
  /[\x00-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** A text inside the double quotes of an XML attribute. Characters that XML does not allow become U+FFFD. */
export function attributeText(text: string): string {
  return text.replace(FORBIDDEN, '\uFFFD').replace(SPECIAL, (character) => REFERENCES[character]!);
}

const INTEGER = /^-?(0|[1-9]\d{0,17})$/;
const NUMBER = /^-?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;
const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/;

/**
 * The tag a value can stand in: the one its column came in, or the one that fits its column's type; `string` where the text is not
 * valid in that.
 *
 * @param xesType `TableColumn.xesType`
 * Source: IEEE 1849, 5.6 with the lexical forms of XML Schema: `xs:long`, `xs:double`, `xs:boolean`, `xs:dateTime`.
 */
export function tagOf(text: string, xesType: string | null, type: ColumnType): string {
  switch (xesType ?? type) {
    case 'id':
      return 'id';
    case 'int':
      return INTEGER.test(text) ? 'int' : 'string';
    case 'float':
      return NUMBER.test(text) || text === 'NaN' || text === 'INF' || text === '-INF' ? 'float' : 'string';
    case 'number':
      // a code such as 007 stays what it is
      return INTEGER.test(text) ? 'int' : NUMBER.test(text) && !/^-?0\d/.test(text) ? 'float' : 'string';
    case 'boolean':
      return text === 'true' || text === 'false' ? 'boolean' : 'string';
    case 'date':
    case 'time':
      return DATE_TIME.test(text) ? 'date' : 'string';
    default:
      return 'string';
  }
}

/** Text that stands as it is in an attribute: without `& < > "`, and without what could be U+FFFE or U+FFFF. */
const isPlainText = withoutBytes([0x26, 0x3c, 0x3e, 0x22, 0xef]);

/**
 * The tag of a column's values, and which of them are sure to be plain text that is valid in it; null where each must be looked at.
 */
export function plainTag(
  xesType: string | null,
  type: ColumnType
): { readonly tag: string; readonly isPlain: (bytes: Uint8Array, from: number, to: number) => boolean } | null {
  const declared = xesType ?? type;
  if (declared === 'float' || declared === 'int') return { tag: declared, isPlain: isPlainNumber(declared === 'float') };
  return declared === 'string' || declared === 'text' ? { tag: 'string', isPlain: isPlainText } : null;
}

/** Digits without a leading zero, up to 18 of them before the point. */
function isPlainNumber(withPoint: boolean): (bytes: Uint8Array, from: number, to: number) => boolean {
  return (bytes, from, to) => {
    if (from === to || to - from > 18 || (bytes[from] === ZERO && to - from > 1 && bytes[from + 1] !== POINT)) return false;
    let points = 0;
    for (let i = from; i < to; i++) {
      if (bytes[i] === POINT) points++;
      else if (bytes[i]! < ZERO || bytes[i]! > NINE) return false;
    }
    return points === 0 || (withPoint && points === 1 && bytes[from] !== POINT);
  };
}
