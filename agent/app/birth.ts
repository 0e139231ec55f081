import type { Camera } from './camera.ts';

/** What the retained birth document says of cameras; those of which there is nothing to say are left out. */
export interface CamerasAtBirth {
  /** What is wrong with their pictures. */
  readonly conditions: Readonly<Record<string, readonly string[]>>;
  /** How those that turn go round their views. */
  readonly patrols: Readonly<Record<string, PatrolAtBirth>>;
}

interface PatrolAtBirth {
  readonly order?: readonly string[];
  readonly roundMs?: number;
  readonly overdue: readonly string[];
}

export function camerasAtBirth(cameras: readonly Pick<Camera, 'status'>[]): CamerasAtBirth {
  const all = cameras.map((camera) => camera.status());
  const bad = all.filter(({ conditions }) => conditions.length > 0);
  return {
    conditions: Object.fromEntries(bad.map(({ id, conditions }) => [id, conditions])),
    patrols: Object.fromEntries(
      all.flatMap(({ id, patrol }) => {
        if (patrol === undefined) return [];
        const { views, order, roundMs } = patrol;
        const overdue = views.filter((view) => view.overdue).map(({ preset }) => preset);
        const round = { ...(order && { order }), ...(roundMs !== undefined && { roundMs }) };
        return [[id, { ...round, overdue }]];
      }),
    ),
  };
}
