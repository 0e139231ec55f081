import { median } from '../statistics/median.ts';
import type { Body } from './body.ts';
import type { Track } from './track.ts';
import { leadingLabel, scaled, sumOf } from './votes.ts';

/** The public face of a body that has an id. */
export function toTrack(body: Body): Track {
  const track = {
    id: body.id,
    label: leadingLabel(body.votes),
    labels: scaled(body.votes, 1 / Math.max(sumOf(body.votes), 1e-9)),
    score: median(body.scores),
    box: body.box,
    velocity: [body.axes[0][1], body.axes[1][1]] as const,
    bornMs: body.bornMs,
    seenMs: body.seenMs,
    seen: body.seen,
  };
  return body.appearance === undefined ? track : { ...track, appearance: body.appearance };
}
