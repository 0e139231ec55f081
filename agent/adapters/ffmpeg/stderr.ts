import { type Lack, lackIn } from '../../core/health/decoder-words.ts';
import type { Size } from '../../core/vision/view.ts';
import { redact } from '../../lib/redact.ts';

/** What ffmpeg says about the stream it opened. */
export interface StreamFacts {
  readonly codec?: string;
  /** Upright size, once the first picture was decoded; before that as the header says. */
  readonly picture?: Size;
  readonly decodedSize?: boolean;
  readonly durationMs?: number;
  readonly createdUtcMs?: number;
  readonly turned?: boolean;
}

const TAIL_LINES = 12;
const LINE_CHARS = 500;
/** A longer line is not kept at all. */
const MAX_LINE_CHARS = 16_000;
/** Lines that explain an end; the rest is chatter of the verbose level. */
const TELLING = /\[(warning|error|fatal|panic)\]/;

const HEADER = /Stream #\d+[:.]\d+.*?: Video: (\w+).*?, (\d{2,5})x(\d{2,5})/;
const DECODED = /\[graph \d+ input from stream \d+:\d+ @ [^\]]*\].* w:(\d+) h:(\d+) /;
const ENDED_INPUT = /^(?:\[\w+\] )?(?:Stream mapping:|Output #0)/;

export interface StderrListener {
  onPicture(size: Size): void;
  /** A picture lacks data. */
  onLack(by: Lack): void;
}

/** Reads what ffmpeg writes at `-loglevel repeat+level+verbose`: facts, damage, and its last words. */
export class StderrReader {
  facts: StreamFacts = {};
  readonly #listener: StderrListener;
  #rest = '';
  #tail: string[] = [];
  #inOutput = false;

  constructor(listener: StderrListener) {
    this.#listener = listener;
  }

  push(text: string): void {
    const lines = (this.#rest + text).split(/\r?\n|\r/);
    // so much that it is still too long when it ends; no shorter piece, which could be half a password
    this.#rest = (lines.pop() ?? '').slice(0, MAX_LINE_CHARS + 1);
    for (const line of lines) if (line.length <= MAX_LINE_CHARS) this.#line(line);
  }

  /** Its last warnings and errors, passwords blanked. */
  lastWords(): string {
    const rest = this.#rest.length > MAX_LINE_CHARS ? '' : safe(this.#rest);
    return [...this.#tail, rest].join('\n').trim();
  }

  #line(line: string): void {
    if (TELLING.test(line) || !line.startsWith('['))
      this.#tail = [...this.#tail.slice(1 - TAIL_LINES), safe(line)];
    const lack = lackIn(line);
    if (lack !== undefined) this.#listener.onLack(lack);
    this.#readDecoded(line);
    if (this.#inOutput) return;
    this.#inOutput = ENDED_INPUT.test(line);
    this.#readHeader(line);
  }

  #readDecoded(line: string): void {
    const [, width, height] = DECODED.exec(line) ?? [];
    if (width === undefined || height === undefined) return;
    const picture = this.#upright(Number(width), Number(height));
    this.facts = { ...this.facts, picture, decodedSize: true };
    this.#listener.onPicture(picture);
  }

  #readHeader(line: string): void {
    const [, codec, width, height] = HEADER.exec(line) ?? [];
    if (codec !== undefined && this.facts.codec === undefined)
      this.facts = { ...this.facts, codec, picture: this.#upright(Number(width), Number(height)) };
    if (/rotation of -?(90|270)\./.test(line)) this.facts = { ...this.facts, turned: true };
    const created = /creation_time\s*: (\S+)/.exec(line)?.[1];
    const createdUtcMs = created === undefined ? Number.NaN : Date.parse(created);
    if (this.facts.createdUtcMs === undefined && createdUtcMs > 0)
      this.facts = { ...this.facts, createdUtcMs };
    const [, h, m, s] = /Duration: (\d+):(\d+):([\d.]+)/.exec(line) ?? [];
    if (h !== undefined)
      this.facts = {
        ...this.facts,
        durationMs: (Number(h) * 3600 + Number(m) * 60 + Number(s)) * 1000,
      };
  }

  #upright(width: number, height: number): Size {
    return this.facts.turned === true ? { width: height, height: width } : { width, height };
  }
}

/** Blanked first, then cut: half an address keeps its password. */
function safe(line: string): string {
  return redact(line).slice(0, LINE_CHARS);
}
