import type { Light, Scenario } from '../world/scenario.ts';

/** Under which the figures are told apart. */
export const CONDITIONS = ['by day', 'by dusk and night', 'in rain and fog'] as const;
export type Conditions = (typeof CONDITIONS)[number];

const DARK: readonly Light[] = ['dusk', 'night', 'infrared'];

/** Weather goes before light: rain by night is rain. */
export function conditionsOf({ light, weather }: Pick<Scenario, 'light' | 'weather'>): Conditions {
  if (weather === 'rain' || weather === 'fog') return 'in rain and fog';
  return DARK.includes(light) ? 'by dusk and night' : 'by day';
}
