import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { random } from '../world/random.ts';
import type { Scenario } from '../world/scenario.ts';

// the font comes from the registry, so that a machine without any font can write Chinese
const FONT = join(
  dirname(createRequire(import.meta.url).resolve('@embedpdf/fonts-sc')),
  '..',
  'fonts',
  'NotoSansHans-Medium.otf',
);
/** China has one time zone, and no summer time. */
const CHINA_MS = 8 * 3_600_000;
const ROADS = ['人民路', '滨江中路', '文化街', '建设大道', '解放西路', '学院路', '迎宾大道'];
const PLACES = ['路口东侧', '南段', '地铁口', '农贸市场外', '小学门前', '公交站旁'];

/** The name that the camera writes into its picture; invented, by the seed. */
function cameraName({ seed, street }: Scenario): string {
  const draw = random(seed, 'camera-name', street.id);
  const one = (list: readonly string[]) => list[Math.floor(draw() * list.length)] ?? '';
  const number = 1 + Math.floor(draw() * 18);
  return `${one(ROADS)}${one(PLACES)}${String(number).padStart(2, '0')}号`;
}

/**
 * drawtext filters for date and time (top left) and the camera's name (bottom right). The time is that of
 * each picture's own time stamp: `pts` must count from the scenario's start when they are reached.
 */
export function clockFilters(scenario: Scenario, height: number): readonly string[] {
  const size = Math.max(10, Math.round(height / 24));
  const margin = Math.round(size * 0.8);
  const epoch = (scenario.startUtcMs + CHINA_MS) / 1000;
  const style = `fontsize=${size}:fontcolor=white:borderw=${Math.max(1, size / 14)}:bordercolor=black@0.8`;
  const clock = `%{pts\\:gmtime\\:${epoch}\\:%Y年%m月%d日 %H\\\\\\:%M\\\\\\:%S}`;
  const font = `fontfile='${FONT.replaceAll(':', '\\:')}'`;
  return [
    `drawtext=${font}:text='${clock}':x=${margin}:y=${margin}:${style}`,
    `drawtext=${font}:text='${cameraName(scenario)}':x=w-tw-${margin}:y=h-th-${margin}:${style}`,
  ];
}
