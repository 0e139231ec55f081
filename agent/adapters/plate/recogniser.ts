import { type InferenceSession, Tensor } from 'onnxruntime-node';
import {
  type Emissions,
  emissionsOf,
  type SignColumns,
  signColumns,
} from '../../core/plates/emissions.ts';
import type { Grammar } from '../../core/plates/grammar.ts';
import { cutPatch, type Patch, type Pixels } from '../../core/plates/patch.ts';
import { AgentError } from '../../ports/errors.ts';
import { openTextModel, RECOGNISER_FILE, readClasses } from './text-models.ts';

/** Height of a line in pixels, as the model wants it. */
const HEIGHT = 48;

/** Reads lines of text: PP-OCRv4's recogniser, whose classes are narrowed to the signs of a grammar. */
export interface Recogniser {
  /** One line per patch, each `width` pixels wide (a multiple of 8). */
  read(
    picture: Pixels,
    patches: readonly Patch[],
    width: number,
    grammar: Grammar,
  ): Promise<readonly Emissions[]>;
  release(): Promise<void>;
}

/** Throws AgentError 'model/...'. */
export async function openRecogniser(threads: number): Promise<Recogniser> {
  const [classes, session] = await Promise.all([
    readClasses(),
    openTextModel(RECOGNISER_FILE, threads),
  ]);
  const columns = new Map<Grammar, SignColumns>();
  const columnsOf = (grammar: Grammar): SignColumns => {
    const known = columns.get(grammar) ?? signColumns(classes, grammar.signs);
    columns.set(grammar, known);
    return known;
  };
  return {
    read: async (picture, patches, width, grammar) => {
      if (patches.length === 0) return [];
      const output = await run(session, pack(picture, patches, width), width);
      const each = output.length / patches.length;
      return patches.map((_, at) =>
        emissionsOf(
          output.subarray(at * each, (at + 1) * each),
          classes.length,
          columnsOf(grammar),
        ),
      );
    },
    release: () => session.release(),
  };
}

async function run(
  session: InferenceSession,
  lines: Float32Array,
  width: number,
): Promise<Float32Array> {
  const count = lines.length / (3 * HEIGHT * width);
  const input = new Tensor('float32', lines, [count, 3, HEIGHT, width]);
  const [inputName = '', outputName = ''] = [session.inputNames[0], session.outputNames[0]];
  const { [outputName]: output } = await session.run({ [inputName]: input });
  if (output?.data instanceof Float32Array) return output.data;
  throw new AgentError('model/failed', `${RECOGNISER_FILE.file} gave no floats`, {});
}

/** Blue, green, red planes, -1 to 1: the order in which the model was trained. */
function pack(picture: Pixels, patches: readonly Patch[], width: number): Float32Array {
  const plane = HEIGHT * width;
  const lines = new Float32Array(patches.length * 3 * plane);
  patches.forEach((patch, index) => {
    const cut = cutPatch(picture, patch, { width, height: HEIGHT });
    for (let at = 0; at < plane; at += 1)
      for (let colour = 0; colour < 3; colour += 1)
        lines[(index * 3 + 2 - colour) * plane + at] = (cut[at * 3 + colour] ?? 0) / 127.5 - 1;
  });
  return lines;
}
