import fc from 'fast-check';

/** How one piece of markup is written; the meaning stays the same. */
interface Writing {
  readonly quote: '"' | "'";
  readonly valueFirst: boolean;
  readonly between: string;
  readonly inTag: string;
  readonly closed: boolean;
  readonly prefix: string;
  /** how special characters are written: named, decimal or hexadecimal */
  readonly reference: 'named' | 'decimal' | 'hex';
}

interface AttributeShape {
  readonly tag: string;
  readonly key: string;
  readonly valued: boolean;
  readonly wrapped: boolean;
  readonly children: readonly AttributeShape[];
  readonly writing: Writing;
}

interface EventShape {
  readonly attributes: readonly AttributeShape[];
  readonly writing: Writing;
}

const TAGS = ['string', 'date', 'int', 'float', 'boolean', 'id', 'list', 'container', 'unheard'];
const KEYS = ['concept:name', 'time:timestamp', 'a', 'b', 'ab', 'é', '費用', 'x<y', "it's", '"q"', 'a & b', 'key', 'value'];
const BETWEEN = [
  '',
  '\n\t\t',
  ' ',
  '\r\n  ',
  '<!-- a - comment <event> -->',
  'text',
  '<![CDATA[ <event/> ]] ]]>',
  '<?pi event?>',
  '\n<!---->\n'
];
const WORDS = [
  '',
  'x',
  'Create order',
  '注文を作成',
  'Ünï',
  '😀',
  '<b>',
  "'",
  '"',
  '&',
  '&amp;',
  'a\nb',
  'tab\there',
  '\r',
  '2024-01-01T00:00:00Z',
  '-0.5',
  '/>',
  ' '
];

const writing: fc.Arbitrary<Writing> = fc.record({
  quote: fc.constantFrom('"', "'"),
  valueFirst: fc.boolean(),
  between: fc.constantFrom(...BETWEEN),
  inTag: fc.constantFrom('', ' ', '\n'),
  closed: fc.boolean(),
  prefix: fc.constantFrom('', '', 'xes:'),
  reference: fc.constantFrom('named', 'decimal', 'hex')
});

/** Attributes with so many levels nested in them. */
function attributeOf(levels: number): fc.Arbitrary<AttributeShape> {
  return fc.record({
    tag: fc.constantFrom(...TAGS),
    key: fc.constantFrom(...KEYS),
    valued: fc.boolean(),
    wrapped: fc.boolean(),
    children: levels === 0 ? fc.constant([]) : fc.array(attributeOf(levels - 1), { maxLength: 2 }),
    writing
  });
}
const attribute = fc.oneof({ weight: 3, arbitrary: attributeOf(0) }, attributeOf(1), attributeOf(3));

const eventShape: fc.Arbitrary<EventShape> = fc.record({ attributes: fc.array(attribute, { maxLength: 4 }), writing });
const traceShape: fc.Arbitrary<EventShape> = fc.record({ attributes: fc.array(attribute, { maxLength: 3 }), writing });

/** Values in turn, so that events of one shape differ in them only. */
class Values {
  #at = 0;
  constructor(private readonly values: readonly string[]) {}
  next(): string {
    return this.values[this.#at++ % this.values.length]!;
  }
}

/**
 * Valid XES documents: a few shapes of events, each used many times with other values, so that prediction is right, nearly right,
 * and wrong. Attributes of traces stand before or behind the events, events may stand outside a trace.
 */
export const xesDocument: fc.Arbitrary<string> = fc
  .record({
    shapes: fc.array(eventShape, { minLength: 1, maxLength: 3 }),
    traceShapes: fc.array(traceShape, { minLength: 1, maxLength: 2 }),
    traces: fc.array(
      fc.record({
        shape: fc.nat(),
        attributesBehind: fc.boolean(),
        loose: fc.integer({ min: 0, max: 9 }),
        events: fc.array(fc.nat(), { maxLength: 5 })
      }),
      { maxLength: 5 }
    ),
    values: fc.array(fc.oneof(fc.constantFrom(...WORDS), fc.string({ unit: 'binary', maxLength: 12 }).map(allowed)), {
      minLength: 1,
      maxLength: 12
    }),
    head: writing
  })
  .map(({ shapes, traceShapes, traces, values, head }) => {
    const supply = new Values(values);
    const events = (indices: readonly number[]): string =>
      indices.map((index) => element('event', shapes[index % shapes.length]!, supply, '')).join('');
    const body = traces.map(({ shape, events: indices, attributesBehind, loose }) => {
      if (loose === 0) return events(indices);
      const inner = events(indices);
      return element('trace', traceShapes[shape % traceShapes.length]!, supply, inner, attributesBehind);
    });
    const meta = `${head.between}<string key="concept:name" value="log"><int key="event" value="1"/></string><global scope="event"><string key="a" value="b"/></global>`;
    return `<?xml version="1.0" encoding="UTF-8"?>\n<!-- <log> --><log xes.version="1.0" xmlns:xes="urn:x">${meta}${body.join(head.between)}</log>\n`;
  });

function element(name: string, shape: EventShape, values: Values, inner: string, attributesBehind = false): string {
  const { prefix, between, inTag } = shape.writing;
  const attributes = shape.attributes.map((each) => written(each, values)).join('');
  const content = attributesBehind ? inner + attributes : attributes + inner;
  return `${between}<${prefix}${name}${inTag}>${content}${between}</${prefix}${name}${inTag}>`;
}

function written({ tag, key, valued, wrapped, children, writing: how }: AttributeShape, values: Values): string {
  const { quote, inTag, between } = how;
  const keyText = ` ${inTag}key${inTag}=${inTag}${quote}${escaped(key, how)}${quote}`;
  const valueText = valued ? ` ${inTag}value=${quote}${escaped(values.next(), how)}${quote}` : '';
  const name = how.prefix + tag;
  const start = `${between}<${name}${how.valueFirst ? valueText + keyText : keyText + valueText}${inTag}`;
  const nested = children.map((child) => written(child, values)).join('');
  if (nested === '' && how.closed) return `${start}/>`;
  return `${start}>${wrapped ? `<values>${nested}</values>` : nested}${between}</${name}>`;
}

const NAMES: Readonly<Record<string, string>> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' };

/** A text inside quotes: what must be is written as a reference, line ends and tabs partly, since raw ones mean a space. */
function escaped(text: string, { quote, reference }: Writing): string {
  const special = reference === 'named' ? new RegExp(`[&<>\\r${quote}]`, 'gu') : new RegExp(`[&<>\\r\\n\\té${quote}]`, 'gu');
  return text.replace(special, (character) => {
    const codePoint = character.codePointAt(0)!;
    if (reference === 'named' && NAMES[character]) return `&${NAMES[character]};`;
    return reference === 'hex' ? `&#x${codePoint.toString(16)};` : `&#${codePoint};`;
  });
}

/** Only characters that XML 1.0 allows. */
function allowed(text: string): string {
  return [...text]
    .filter((character) => /^[\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]$/u.test(character))
    .join('');
}

/** Lines of an event that begin alike, end alike, or nest: `V` stands for a value. */
const LINES = [
  '<string key="a" value="V"/>',
  '<string key="a" value="V" />',
  '<string key="a" value="V"></string>',
  '<string key="a" value="V"><int key="n" value="V"/></string>',
  '<string key="a" value="V"><int key="n" value="V"/><int key="n" value="V"/></string>',
  `<string key='a' value='V'/>`,
  '<string key="b" value="V"/>',
  `<string key="a" value='V'/>`,
  '<string key="key1" value="V"/>',
  '<string key="key2" value="V"/>',
  '<string key="key12" value="V"/>',
  '<string key="a"/>',
  '<string value="V" key="a"/>',
  '<list key="l"><values><string key="a" value="V"/><string key="a" value="V"/></values></list>',
  '<list key="l"/>',
  '<int key="b" value="V"/>'
];

/** Documents of many events that are nearly the same, line by line: what prediction must tell apart. */
export const repetitiveDocument: fc.Arbitrary<string> = fc
  .record({
    lines: fc.array(fc.constantFrom(...LINES), { minLength: 1, maxLength: 5 }),
    traces: fc.array(fc.array(fc.array(fc.nat(), { maxLength: 4 }), { maxLength: 6 }), { minLength: 1, maxLength: 6 }),
    values: fc.array(fc.constantFrom('', '1', 'two', 'x > y', 'R&amp;D', 'line\nend', "'", '日本'), {
      minLength: 1,
      maxLength: 7
    })
  })
  .map(({ lines, traces, values }) => {
    const supply = new Values(values);
    const written = (indices: readonly number[]): string =>
      indices.map((index) => `\n\t\t\t${lines[index % lines.length]!.replace(/V/g, () => quoted(supply.next()))}`).join('');
    const body = traces.map(
      (events) =>
        `\n\t<trace>${written(events[0] ?? [])}${events.map((event) => `\n\t\t<event>${written(event)}\n\t\t</event>`).join('')}\n\t</trace>`
    );
    return `<log>${body.join('')}\n</log>`;
  });

/** An apostrophe may not stand in single quotes. */
function quoted(value: string): string {
  return value.replace(/'/g, '&apos;');
}
