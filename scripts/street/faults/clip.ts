import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type Conditions, conditionsOf } from '../suite/conditions.ts';
import { judgingScenarios } from '../suite/named-scenarios.ts';
import type { Scenario } from '../world/scenario.ts';

/** Under which conditions the figures are told apart. */
export type Group = Conditions | 'real' | 'made';

/** Those that faults are told apart by, in the order of the tables. */
export const GROUPS: readonly Group[] = ['by day', 'by dusk and night', 'in rain and fog', 'real'];

/** A piece of healthy footage. */
export interface Clip {
  readonly name: string;
  readonly path: string;
  readonly group: Group;
  /** By night a cloth before the lens is dark, and the sensor noisier. */
  readonly isDark: boolean;
}

/** The scenarios whose films show a camera in order. */
export async function healthyScenarios(): Promise<readonly Scenario[]> {
  const all = await judgingScenarios();
  return all.filter(({ faults }) => faults.every(({ kind }) => kind === 'dirt'));
}

export function clipOf(scenario: Scenario, path: string): Clip {
  const group = conditionsOf(scenario);
  return {
    ...{ name: scenario.name, path, group },
    isDark: ['night', 'infrared'].includes(scenario.light),
  };
}

/** Every MP4 file of a folder, as footage of real cameras. */
export async function realClips(folder: string): Promise<readonly Clip[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.mp4')).sort();
  return files.map((file) => ({
    ...{ name: basename(file, '.mp4'), path: join(folder, file) },
    ...{ group: 'real', isDark: false },
  }));
}

/** Every third film of each group is for tuning, the others for figures. */
export function splitClips(
  clips: readonly Clip[],
): Readonly<Record<'tuning' | 'judging', readonly Clip[]>> {
  const seen = new Map<Group, number>();
  const tuning = clips.filter(({ group }) => {
    const index = seen.get(group) ?? 0;
    seen.set(group, index + 1);
    return index % 3 === 0;
  });
  return { tuning, judging: clips.filter((clip) => !tuning.includes(clip)) };
}
