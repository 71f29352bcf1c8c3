import { textAt } from '$lib/model/dictionary';
import type { LogColumns, TableColumn } from '$lib/model/log';
import type { AttributeNode } from './attribute-tree';
import type { ByteWriter } from './byte-writer';
import { InstantWriter } from './instant-text';
import { RenderedValues } from './rendered-values';
import { attributeText, plainTag, tagOf } from './xes-text';

const encoder = new TextEncoder();
const CLOSED = encoder.encode('"/>\n');
const OPEN = encoder.encode('">\n');

/** Writes one attribute, and what is nested in it, of one event or case after the other. */
export class AttributeWriter {
  readonly #column: TableColumn | null;
  readonly #children: readonly AttributeWriter[];
  /** per code, `<string key="a" value="b` with its indentation */
  readonly #heads: RenderedValues | null = null;
  /** per code, `</string>` */
  readonly #tails: RenderedValues | null = null;
  /** head and tail where there is no value but something is nested */
  readonly #groupHead: Uint8Array;
  readonly #groupTail: Uint8Array;
  /** the same of the log's own attributes, whose tag is fixed */
  readonly #ownHead: Uint8Array;
  readonly #ownTail: Uint8Array;
  /** activity labels, as written */
  readonly #labels: readonly Uint8Array[];
  readonly #instants = new InstantWriter('+00:00');
  #code = 0;
  #hasNested = false;

  /** @param depth tabs in front of it */
  constructor(
    private readonly node: AttributeNode,
    private readonly log: LogColumns,
    private readonly writer: ByteWriter,
    depth: number
  ) {
    const { source } = node;
    const indent = '\t'.repeat(depth);
    const key = attributeText(node.key);
    this.#ownHead = encoder.encode(`${indent}<${node.tag ?? ''} key="${key}" value="`);
    this.#ownTail = encoder.encode(`${indent}</${node.tag ?? ''}>\n`);
    this.#labels = source === 'activity' ? log.activities.map((label) => encoder.encode(attributeText(label))) : [];
    this.#column = typeof source === 'string' ? null : source;
    const declared = this.#column === null ? 'container' : this.#column.xesType;
    const isList = declared === 'list';
    const group = isList || declared === 'container' ? declared : 'string';
    this.#groupHead = encoder.encode(
      `${indent}<${group} key="${key}"${group === 'string' ? ' value=""' : ''}>\n${isList ? `${indent}<values>\n` : ''}`
    );
    this.#groupTail = encoder.encode(`${isList ? `${indent}</values>\n` : ''}${indent}</${group}>\n`);
    this.#children = node.children.map((child) => new AttributeWriter(child, log, writer, depth + 1));
    if (this.#column) {
      const { dictionary, xesType, type } = this.#column;
      const tag = (text: string): string => node.tag ?? tagOf(text, xesType, type);
      const before = (tagName: string): string => `${indent}<${tagName} key="${key}" value="`;
      const sure = plainTag(node.tag ?? xesType, type);
      const plain = sure && { before: encoder.encode(before(sure.tag)), isPlain: sure.isPlain };
      this.#heads = new RenderedValues(dictionary, plain, (text) => before(tag(text)) + attributeText(text));
      this.#tails = new RenderedValues(dictionary, null, (text) => `${indent}</${tag(text)}>\n`);
    }
  }

  /**
   * @param index the case's number, or the event's
   * @param from first event of the case, or the event
   * @param to behind the last one
   */
  write(index: number, from: number, to: number): void {
    if (this.#find(from, to)) this.#emit(index);
  }

  /** Look up the value, and those of what is nested. @returns whether there is any */
  #find(from: number, to: number): boolean {
    let code = 0;
    if (this.#column) {
      const { codes } = this.#column;
      for (let e = from; e < to && code === 0; e++) code = codes[this.log.row[e]!]!;
    }
    this.#code = code;
    this.#hasNested = false;
    for (const child of this.#children) if (child.#find(from, to)) this.#hasNested = true;
    return code !== 0 || this.#hasNested || typeof this.node.source === 'string';
  }

  #emit(index: number): void {
    const { writer } = this;
    if (typeof this.node.source === 'string') {
      this.#emitOwn(this.node.source, index);
    } else if (this.#code !== 0) {
      this.#heads!.write(writer, this.#code);
      writer.write(this.#hasNested ? OPEN : CLOSED);
      if (this.#hasNested) {
        this.#emitNested(index);
        this.#tails!.write(writer, this.#code);
      }
    } else {
      writer.write(this.#groupHead);
      this.#emitNested(index);
      writer.write(this.#groupTail);
    }
  }

  /** The log's own: what a case, an activity, a time is after deriving. A start that is missing is left out with what is nested. */
  #emitOwn(source: 'case' | 'activity' | 'complete' | 'start', index: number): void {
    const { writer, log } = this;
    if (source === 'start' && Number.isNaN(log.startMs![index])) return;
    writer.write(this.#ownHead);
    if (source === 'case') writer.text(attributeText(textAt(log.caseIds, index)));
    else if (source === 'activity') writer.write(this.#labels[log.activity[index]!]!);
    else this.#instants.write(writer, (source === 'complete' ? log.timeMs : log.startMs!)[index]!);
    writer.write(this.#hasNested ? OPEN : CLOSED);
    if (!this.#hasNested) return;
    this.#emitNested(index);
    writer.write(this.#ownTail);
  }

  #emitNested(index: number): void {
    for (const child of this.#children) if (child.#code !== 0 || child.#hasNested) child.#emit(index);
  }
}
