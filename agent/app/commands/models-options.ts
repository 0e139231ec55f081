import { type Command, InvalidArgumentError, Option } from 'commander';
import { DECODERS, type DecoderKind } from '../../adapters/onnx/decoder-outputs.ts';
import type { DetectText } from '../../adapters/onnx/draft-manifest.ts';

type Triple = [number, number, number];
type Input = DetectText['input'];

/** What was written behind `models add`. */
export interface AddOptions {
  readonly to: string;
  readonly name?: string;
  readonly classes?: string;
  readonly licence?: string;
  readonly weightsVersion?: string;
  readonly source?: string;
  readonly replace?: true;
  readonly decoder?: DecoderKind;
  readonly size?: { readonly width: number; readonly height: number };
  readonly colour?: NonNullable<Input['colour']>;
  readonly fit?: NonNullable<Input['fit']>;
  readonly place?: NonNullable<Input['place']>;
  readonly border?: number;
  readonly scale?: number;
  readonly mean?: Triple;
  readonly std?: Triple;
  readonly threshold?: number;
  readonly iou?: number;
  readonly firstId?: number;
}

export function addOptions(command: Command): Command {
  return command
    .description('look into an ONNX detector, write its model.yaml, try it and time it')
    .argument('<file>', 'the ONNX file')
    .option('--to <folder>', 'folder of models that it is put into', 'models')
    .option('--name <name>', 'name of the model (default: of the file)')
    .option('--classes <names>', 'a,b,c, or a file with a name on each line, or coco')
    .option('--licence <spdx>', 'licence of the weights, such as Apache-2.0')
    .option('--weights-version <text>', 'version of the weights')
    .option('--source <text>', 'where the weights come from')
    .option('--replace', 'take the place of a model of this name, once it has proven itself')
    .addOption(choice('--decoder <family>', 'read it as this family', Object.keys(DECODERS)))
    .option('--size <WxH>', 'input size, for graphs that take any', size)
    .addOption(choice('--colour <order>', 'order of the channels', ['rgb', 'bgr']))
    .addOption(choice('--fit <how>', 'border or full size', ['letterbox', 'stretch']))
    .addOption(choice('--place <where>', 'of a letterboxed picture', ['top-left', 'centre']))
    .option('--border <grey>', 'beside a letterboxed picture, 0 to 255', number)
    .option('--scale <factor>', '(pixel * scale - mean) / std', number)
    .option('--mean <r,g,b>', 'per channel', triple)
    .option('--std <r,g,b>', 'per channel', triple)
    .option('--threshold <score>', 'smallest score that counts (default: 0.35)', number)
    .option('--iou <share>', 'overlap above which two boxes are one object', number)
    .option('--first-id <number>', 'class number of the first name', number);
}

/** What was said of the pictures, and nothing else. */
export function inputWishes(options: AddOptions): Partial<Input> {
  const { colour, fit, place, border, scale, mean, std } = options;
  return {
    ...(colour !== undefined && { colour }),
    ...(fit !== undefined && { fit }),
    ...(place !== undefined && { place }),
    ...(border !== undefined && { border }),
    ...(scale !== undefined && { scale }),
    ...(mean !== undefined && { mean }),
    ...(std !== undefined && { std }),
  };
}

function choice(flags: string, says: string, of: readonly string[]): Option {
  return new Option(flags, says).choices(of);
}

function size(text: string): { width: number; height: number } {
  const [, width, height = width] = /^(\d+)(?:x(\d+))?$/.exec(text) ?? [];
  if (width === undefined) throw new InvalidArgumentError('write a size such as 640x640');
  return { width: Number(width), height: Number(height) };
}

function number(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value)) return value;
  throw new InvalidArgumentError('write a number');
}

function triple(text: string): Triple {
  const [a, b, c, ...more] = text.split(',').map(Number);
  if ([a, b, c].every(Number.isFinite) && more.length === 0) return [a, b, c] as Triple;
  throw new InvalidArgumentError('write three numbers, such as 0.485,0.456,0.406');
}
