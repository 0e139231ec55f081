import type { PictureFault, Scenario } from '../world/scenario.ts';
import { clockFilters } from './clock-line.ts';
import type { Gap } from './film-times.ts';

/** Which faults are laid over the picture as a picture of their own, in the order of the inputs. */
export function overlaid(scenario: Scenario): readonly PictureFault[] {
  return scenario.faults.filter(({ kind }) => kind === 'covered' || kind === 'dirt');
}

/** Grain at full `noise`, in grey levels of 255; a sensor turns its gain up when light goes. */
const GRAIN = { day: 12, overcast: 14, 'low-sun': 13, dusk: 20, night: 28, infrared: 24 } as const;

export interface GraphInput {
  readonly scenario: Scenario;
  readonly gaps: readonly Gap[];
}

/**
 * The filter graph from raw pictures (input 0) and fault pictures (inputs 1 and on) to `[main]` and,
 * where the camera has one, `[sub]`: time stamps, lens, sensor, sharpening, clock.
 */
export function filterGraph({ scenario, gaps }: GraphInput): string {
  const { camera } = scenario;
  const lens: string[] = [];
  let name = 'raw';
  lens.push(`[0:v]${timeStamps(camera.fps, gaps)}[${name}]`);
  for (const [index, fault] of overlaid(scenario).entries()) {
    const laid = `over${index}`;
    lens.push(`[${name}][${index + 1}:v]overlay=format=rgb:enable='${during(fault)}'[${laid}]`);
    name = laid;
  }
  const seen = [...faults(scenario), ...sensor(scenario)];
  const { sub } = camera;
  if (sub === undefined) {
    const main = [...seen, ...written(scenario, camera.size.height), COLOUR];
    return [...lens, `[${name}]${main.join(',')}[main]`].join(';');
  }
  const main = [...written(scenario, camera.size.height), COLOUR];
  // as many on average, also where the rates are no multiples of each other
  const beat = (t: string) => `floor(${t}*${sub.fps}+0.001)`;
  const fewer = `select='isnan(prev_selected_t)+gt(${beat('t')},${beat('prev_selected_t')})'`;
  const small = [
    fewer,
    `scale=${sub.width}:${sub.height}:flags=area`,
    'setsar=1',
    ...written(scenario, sub.height),
    COLOUR,
  ];
  return [
    ...lens,
    `[${name}]${seen.join(',')},split[big][little]`,
    `[big]${main.join(',')}[main]`,
    `[little]${small.join(',')}[sub]`,
  ].join(';');
}

const COLOUR = 'scale=out_color_matrix=bt709:out_range=tv,format=yuv420p';

/** Raw pictures carry no times: the n-th one is n beats on, plus the beats left out so far. */
export function timeStamps(fps: number, gaps: readonly Gap[]): string {
  const left = gaps.map(({ index, beats }) => `+${beats}*gte(N,${index})`).join('');
  return `setpts='(N${left})/(${fps}*TB)'`;
}

function during({ fromMs, toMs }: PictureFault): string {
  return `gte(t,${fromMs / 1000})*lt(t,${toMs / 1000})`;
}

function faults({ faults: all, camera }: Scenario): readonly string[] {
  return all.flatMap((fault) => {
    if (fault.kind === 'blur') {
      const sigma = 0.5 + fault.amount * camera.size.width * 0.012;
      return [`gblur=sigma=${sigma.toFixed(2)}:enable='${during(fault)}'`];
    }
    if (fault.kind === 'grey') return [`hue=s=${1 - fault.amount}:enable='${during(fault)}'`];
    return [];
  });
}

/** A soft lens, grain from a fixed seed that stands still while the picture does, and sharpening. */
function sensor({ camera, light, seed, faults: all }: Scenario): readonly string[] {
  const strength = Math.round(camera.noise * GRAIN[light]);
  const grain = (flags: string, enable: string) =>
    `noise=all_seed=${seed % 1_000_000}:c0_strength=${strength}:c0_flags=${flags}:c1_strength=${colour}:c1_flags=${flags}:c2_strength=${colour}:c2_flags=${flags}${enable}`;
  const colour = light === 'infrared' ? 0 : Math.round(strength / 2);
  const frozen = all.filter(({ kind }) => kind === 'frozen').map(during);
  const still = frozen.join('+');
  const noise = [
    grain('t+u', frozen.length === 0 ? '' : `:enable='not(${still})'`),
    ...(frozen.length === 0 ? [] : [grain('u', `:enable='${still}'`)]),
  ];
  return [
    'format=yuv444p',
    'gblur=sigma=0.5',
    ...(strength === 0 ? [] : noise),
    'unsharp=5:5:0.6:3:3:0',
  ];
}

function written(scenario: Scenario, height: number): readonly string[] {
  return scenario.camera.burnedClock ? clockFilters(scenario, height) : [];
}
