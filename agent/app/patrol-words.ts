import * as z from 'zod';

/** What of a camera's patrol is said; as /readyz answers. */
export const patrol = z.object({
  order: z.array(z.string()).readonly().optional(),
  roundMs: z.number().optional(),
  views: z
    .array(
      z.object({
        preset: z.string(),
        stayMs: z.number().optional(),
        seenUtcMs: z.number().optional(),
        overdue: z.boolean(),
        share: z.number(),
      }),
    )
    .readonly(),
  outOfReach: z
    .array(
      z.object({ rule: z.string(), preset: z.string(), dwellMs: z.number(), stayMs: z.number() }),
    )
    .readonly(),
});

type Patrol = z.output<typeof patrol>;

/** How a camera goes round, for people. `at`: a moment in the time of the site. */
export function patrolWords(
  { order = [], roundMs, views, outOfReach }: Patrol,
  at: (utcMs: number) => string,
): readonly string[] {
  const round = roundMs === undefined ? 'no round known yet' : `a round in ${span(roundMs)}`;
  const stays = order.map((preset) => {
    const stayMs = views.find((view) => view.preset === preset)?.stayMs;
    return stayMs === undefined ? preset : `${preset} ${span(stayMs)}`;
  });
  const goes = stays.length === 0 ? [] : [`goes ${stays.join(', ')}`];
  const missed = views.filter(({ overdue }) => overdue).map((view) => lateWords(view, at));
  const short = outOfReach.map(
    ({ rule, preset, dwellMs, stayMs }) =>
      `${rule} needs ${span(dwellMs)}, ${preset} is watched ${span(stayMs)} at a time`,
  );
  const shares = views.map(({ preset, share }) => `${preset} ${Math.round(share * 100)} %`);
  return [...goes, round, `watched of the last day: ${shares.join(', ')}`, ...missed, ...short];
}

function lateWords(
  { preset, seenUtcMs }: Patrol['views'][number],
  at: (utcMs: number) => string,
): string {
  const last = seenUtcMs === undefined ? 'never seen' : `last seen ${at(seenUtcMs)}`;
  return `${preset} is overdue, ${last}`;
}

function span(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const parts: [number, string][] = [
    [Math.floor(seconds / 3600), 'h'],
    [Math.floor((seconds % 3600) / 60), 'min'],
    [seconds % 60, 's'],
  ];
  const said = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`);
  return said.join(' ') || '0 s';
}
