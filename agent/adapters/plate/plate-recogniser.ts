import { type InferenceSession, Tensor } from 'onnxruntime-node';
import { type Emissions, emissionsOf, signColumns } from '../../core/plates/emissions.ts';
import { cutPatch, type Patch, type Pixels } from '../../core/plates/patch.ts';
import { PLATE_CLASSES } from '../../core/plates/plate-classes.ts';
import { PLATES } from '../../core/plates/plate-grammar.ts';
import { AgentError } from '../../ports/errors.ts';
import { openTextModel, PLATES_FILE } from './text-models.ts';

/** A line as the model wants it, pixels. */
const LINE = { width: 160, height: 48 };
const LINE_BYTES = LINE.width * LINE.height * 3;

/** Reads lines as plates, and knows no other text. */
export interface PlateRecogniser {
  /** One line per patch, over the signs of PLATES. */
  read(picture: Pixels, patches: readonly Patch[]): Promise<readonly Emissions[]>;
  release(): Promise<void>;
}

/** Throws AgentError 'model/...'. */
export async function openPlateRecogniser(threads: number): Promise<PlateRecogniser> {
  const session = await openTextModel(PLATES_FILE, threads);
  const columns = signColumns(PLATE_CLASSES, PLATES.signs);
  return {
    read: async (picture, patches) => {
      if (patches.length === 0) return [];
      const output = await run(session, pack(picture, patches));
      const each = output.length / patches.length;
      return patches.map((_, at) =>
        emissionsOf(output.subarray(at * each, (at + 1) * each), PLATE_CLASSES.length, columns),
      );
    },
    release: () => session.release(),
  };
}

async function run(session: InferenceSession, lines: Uint8Array): Promise<Float32Array> {
  const count = lines.length / LINE_BYTES;
  const input = new Tensor('uint8', lines, [count, LINE.height, LINE.width, 3]);
  const [inputName = '', outputName = ''] = [session.inputNames[0], session.outputNames[0]];
  const { [outputName]: output } = await session.run({ [inputName]: input });
  if (output?.data instanceof Float32Array) return output.data;
  throw new AgentError('model/failed', `${PLATES_FILE.file} gave no floats`, {});
}

function pack(picture: Pixels, patches: readonly Patch[]): Uint8Array {
  const lines = new Uint8Array(patches.length * LINE_BYTES);
  for (const [index, patch] of patches.entries())
    lines.set(cutPatch(picture, patch, LINE), index * LINE_BYTES);
  return lines;
}
