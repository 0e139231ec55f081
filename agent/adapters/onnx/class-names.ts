/** Names of COCO's 80 classes in the order that detectors use. */
export const COCO = (
  'person,bicycle,car,motorcycle,airplane,bus,train,truck,boat,traffic light,fire hydrant,stop sign,' +
  'parking meter,bench,bird,cat,dog,horse,sheep,cow,elephant,bear,zebra,giraffe,backpack,umbrella,handbag,' +
  'tie,suitcase,frisbee,skis,snowboard,sports ball,kite,baseball bat,baseball glove,skateboard,surfboard,' +
  'tennis racket,bottle,wine glass,cup,fork,knife,spoon,bowl,banana,apple,sandwich,orange,broccoli,carrot,' +
  'hot dog,pizza,donut,cake,chair,couch,potted plant,bed,dining table,toilet,tv,laptop,mouse,remote,' +
  'keyboard,cell phone,microwave,oven,toaster,sink,refrigerator,book,clock,vase,scissors,teddy bear,' +
  'hair drier,toothbrush'
).split(',');

/** Numbers from 1 to 90 that COCO's first list leaves out. */
const GAPS = [12, 26, 29, 30, 45, 66, 68, 69, 71, 83];

/** COCO's own numbers of the 80 classes, as DETR, RF-DETR and TensorFlow's SSD use them. */
export const COCO_IDS: readonly number[] = Array.from({ length: 90 }, (_, at) => at + 1).filter(
  (id) => !GAPS.includes(id),
);

const PYTHON_PAIR = /(\d+)\s*:\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")/g;
const PYTHON_TEXT = /'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/g;

/**
 * Class names as exporters note them: JSON, or a Python dictionary or list as Ultralytics prints it.
 * Undefined where there are none, or where they are only the class numbers again.
 */
export function notedNames(text: string | undefined): readonly string[] | undefined {
  if (text === undefined) return undefined;
  const names = fromJson(text) ?? fromPython(text);
  if (names.length === 0 || names.every((name, at) => name === String(at))) return undefined;
  return names;
}

function fromJson(text: string): string[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return undefined;
    // an object with numbers as keys lists them in rising order
    return Object.values(value).map(String);
  } catch {
    // not JSON: Python's quotes are tried next
    return undefined;
  }
}

function fromPython(text: string): string[] {
  const pairs = [...text.matchAll(PYTHON_PAIR)];
  if (text.trim().startsWith('['))
    return [...text.matchAll(PYTHON_TEXT)].map(([, single, double]) => plain(single ?? double));
  return pairs
    .toSorted(([, a], [, b]) => Number(a) - Number(b))
    .map(([, , single, double]) => plain(single ?? double));
}

function plain(quoted = ''): string {
  return quoted.replaceAll(/\\(.)/g, '$1');
}
