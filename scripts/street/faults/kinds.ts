import type { Condition } from '../../../agent/core/health/condition.ts';
import type { Cover } from './cover-picture.ts';

/** How a camera's stream is spoilt from `FAULT_S` on. */
export interface FaultKind {
  readonly name: string;
  /** Any of these names it rightly. */
  readonly conditions: readonly Condition[];
  /** Within how long it must be reported, in seconds. */
  readonly withinS: number;
  /** Something before the lens. */
  readonly cover?: Cover;
  /** Filters of lens and sensor, before grain; `size` is the picture's width by that of the measured one. */
  readonly lens?: (enable: string, size: number) => readonly string[];
  /** The pictures stand still before the encoder. */
  readonly isStill?: true;
  /** A clock is drawn over the picture, all the time. */
  readonly isClocked?: true;
  /** Filters behind the decoder. */
  readonly decoded?: (enable: string) => readonly string[];
  /** The decoder's pictures stand still. */
  readonly isRepeated?: true;
  readonly codec?: 'h264' | 'h265';
  /** Share of the transport packets that are lost. */
  readonly loss?: number;
  /** The transport notices it, as RTSP through UDP does; through TCP the decoder alone may notice. */
  readonly isCounted?: true;
}

/** Lead-in, and the whole length of a case. */
export const FAULT_S = 25;
export const CASE_S = 58;

const frozen = { conditions: ['frozen'], withinS: 10 } as const;
// behind a thick cloth by night there is nothing but darkness
const covered = { conditions: ['covered', 'dark'], withinS: 30 } as const;
const blurred = (sigma: number): FaultKind => ({
  ...{ name: `blurred, sigma ${sigma}`, conditions: ['blurred', 'covered'], withinS: 30 },
  lens: (enable, size) => [`gblur=sigma=${(sigma * size).toFixed(2)}:enable='${enable}'`],
});
const garbled = { conditions: ['garbled'], withinS: 30 } as const;

export const FAULT_KINDS: readonly FaultKind[] = [
  { name: 'frozen: pictures repeated', ...frozen, isRepeated: true },
  { name: 'frozen: still in H.264', ...frozen, isStill: true },
  { name: 'frozen: still in H.265', ...frozen, isStill: true, codec: 'h265' },
  { name: 'frozen: under a clock', ...frozen, isStill: true, isClocked: true },
  { name: 'covered: cloth', ...covered, cover: 'cloth' },
  { name: 'covered: cloth, 70 %', ...covered, cover: 'cloth-70' },
  { name: 'covered: hand', ...covered, cover: 'hand' },
  { name: 'covered: spray', ...covered, cover: 'spray' },
  blurred(2),
  blurred(4),
  blurred(8),
  {
    ...{ name: 'dark', conditions: ['dark'], withinS: 30 },
    lens: (enable) => [towards(16, 0.03, enable)],
  },
  {
    ...{ name: 'blown-out', conditions: ['blown-out'], withinS: 30 },
    lens: (enable) => [towards(235, 0.04, enable)],
  },
  {
    ...{ name: 'garbled: grey half', ...garbled },
    decoded: (enable) => [box('ih*0.5', '0x828282', enable)],
  },
  {
    ...{ name: 'garbled: green third', ...garbled },
    decoded: (enable) => [box('ih*0.67', '0x008700', enable)],
  },
  { name: 'garbled: 3 % lost, H.264', ...garbled, loss: 0.03 },
  { name: 'garbled: 3 % lost, H.265', ...garbled, loss: 0.03, codec: 'h265' },
  { name: 'garbled: 0.5 % lost, H.264', ...garbled, loss: 0.005 },
  {
    ...{ name: 'garbled: 0.5 % lost, H.265, counted', ...garbled, loss: 0.005, codec: 'h265' },
    isCounted: true,
  },
];

/** Leaves a share of what lies between each value and a grey. */
function towards(luma: number, left: number, enable: string): string {
  const colour = `128+(val-128)*${left}`;
  const lut = `y='${luma}+(val-${luma})*${left}':u='${colour}':v='${colour}'`;
  return `lutyuv=${lut}:enable='${enable}'`;
}

function box(y: string, colour: string, enable: string): string {
  return `drawbox=x=0:y=${y}:w=iw:h=ih:color=${colour}:t=fill:enable='${enable}'`;
}
