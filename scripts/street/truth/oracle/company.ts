import { assetOf } from '../../assets/catalog.ts';
import { placeAt } from '../../world/path.ts';
import type { Scenario } from '../../world/scenario.ts';
import { distanceTo } from './ground.ts';
import { common, joined, type Span } from './ideal.ts';
import { mostly } from './parking.ts';
import type { Case } from './standing.ts';
import type { Stand } from './stands.ts';

/** How often people are looked at, ms. */
const STEP_MS = 500;
const LOOKS = 2000;
/** Who goes faster walks by, m/s. */
const STROLL = 0.5;

/**
 * When somebody stays with a stall: people who are near for at least `settle` at a stretch, gaps of up to
 * `absence` between them forgiven, as long as somebody is there for most of the time.
 */
export function companyOf(
  { scenario, actor, asset, rule }: Case,
  reach: number,
  stand: Stand,
): Span[] {
  const stepMs = Math.max(STEP_MS, Math.ceil((stand.toMs - stand.fromMs) / LOOKS));
  const near = people(scenario).flatMap((person) => {
    if (person.id === actor.id) return [];
    const spans: Span[] = [];
    for (let atMs = stand.fromMs; atMs <= stand.toMs; atMs += stepMs) {
      const place = placeAt(person.path, atMs);
      if (place === undefined || place.speed > STROLL) continue;
      if (distanceTo([place.x, place.z], stand.place, asset) > reach) continue;
      spans.push({ fromMs: atMs, toMs: Math.min(stand.toMs, atMs + stepMs) });
    }
    return joined(spans, stepMs).filter(({ fromMs, toMs }) => toMs - fromMs >= rule.settle);
  });
  const present = joined(near, 0);
  return joined(present, rule.absence).filter((span) => mostly(common(present, [span]), span));
}

function people({ actors }: Scenario) {
  return actors.filter(({ asset }) => assetOf(asset)?.class === 'person');
}
