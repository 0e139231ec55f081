import type { StreamPlan } from './stream-args.ts';

/** Healthy streams that no film has: named, with what a still is turned into. */
export interface Made
  extends Pick<StreamPlan, 'fps' | 'grain' | 'codec' | 'gopS' | 'kbps' | 'lengthS'> {
  readonly name: string;
  /** A still by night or by day. */
  readonly isDark: boolean;
  readonly filters: readonly string[];
}

const CAMERA = { fps: 5, codec: 'h264', gopS: 4, kbps: 800, lengthS: 120, grain: 4 } as const;
const QUIET = { isDark: true, filters: [], lengthS: 60, fps: 10 } as const;

/** Quiet nights: nothing moves, and the encoder lets little of the noise through. */
function quietNights(): readonly Made[] {
  const rates = [
    ['h264', 2, 500],
    ['h264', 10, 500],
    ['h264', 4, 2000],
    ['h264', 2, 4000],
    ['h265', 10, 500],
    ['h265', 4, 2000],
  ] as const;
  return [1, 2, 4, 8].flatMap((grain) =>
    rates.map(([codec, gopS, kbps]) => ({
      ...QUIET,
      ...{ name: `quiet night, grain ${grain}, ${codec} ${gopS} s ${kbps} kbit/s` },
      ...{ grain, codec, gopS, kbps },
    })),
  );
}

const day = { ...CAMERA, isDark: false };
const night = { ...CAMERA, isDark: true, grain: 6 };
const ramp = (from: number, to: number) => `(${from}+(${to}-${from})*clip((t-15)/90,0,1))`;

export const MADE: readonly Made[] = [
  ...quietNights(),
  {
    ...{ ...day, name: 'wind shakes the camera' },
    filters: ['crop=iw-16:ih-10:8+5*sin(t*7)*sin(t/3):5+3*cos(t*9)', 'scale=640:360'],
  },
  {
    ...{ ...day, name: 'dusk: to a fifth of the light' },
    filters: [`eq=eval=frame:brightness='${ramp(0, -0.25)}':contrast='${ramp(1, 0.45)}'`],
  },
  {
    ...{ ...day, name: 'fog comes: a third of the contrast' },
    filters: [`eq=eval=frame:brightness='${ramp(0, 0.15)}':contrast='${ramp(1, 0.33)}'`],
  },
  {
    ...{ ...night, name: 'lamps go out and on again' },
    filters: ["lutyuv=y='16+(val-16)*0.3':enable='between(t,40,80)'"],
  },
  {
    ...{ ...night, name: 'half of the lamps go out' },
    filters: ["lutyuv=y='16+(val-16)*0.55':enable='gte(t,40)'"],
  },
  {
    ...{ ...day, name: 'clouds' },
    filters: ["eq=eval=frame:brightness='0.08*lt(mod(t,17),6)':contrast='1-0.2*lt(mod(t,17),6)'"],
  },
  {
    ...{ ...day, name: 'infrared: colour goes' },
    filters: ["hue=s=0:enable='gte(t,40)'", "eq=contrast=1.15:enable='gte(t,40)'"],
  },
  {
    ...{ ...night, name: 'headlights sweep' },
    filters: [
      "geq=lum='lum(X,Y)+210*exp(-((X-mod(T*90,900))^2+(Y-220)^2)/9000)':cb='cb(X,Y)':cr='cr(X,Y)'",
    ],
  },
];
