import { groundStrip, shareInside } from '../geometry/strip.ts';
import type { Mover } from './mover.ts';
import { type Movers, stepMovers } from './movers.ts';
import { openSlots, type Vacant } from './open-slots.ts';
import type { RuleInput } from './rule.ts';
import { absence, type PlaceRule, type Scene, sceneOf } from './scene.ts';
import { type Slot, seeSlot, unveil } from './slot.ts';
import { droveOff, fit, isReplaced, onItsGround } from './slot-fit.ts';
import { LEAVING } from './zones.ts';

/** Bound: 256 movers, 128 slots, `MAX_VACANT` vacant places. */
export interface Places {
  readonly lastMs: number;
  /** Zone -> since when it counts. */
  readonly openSince: Readonly<Record<string, number>>;
  readonly movers: Movers;
  readonly slots: readonly Slot[];
  readonly vacant: readonly Vacant[];
}

export interface PlacesStep {
  readonly places: Places;
  readonly seen: ReadonlySet<string>;
  readonly gone: readonly {
    readonly slot: Slot;
    readonly outcome: 'left' | 'unwatched' | 'rule-off';
  }[];
}

const MAX_VACANT = 64;
/** Driven off, or replaced by another look, for this long = gone. */
const SURE_MS = 10_000;
/** What comes back at the last moment needs this long to be recognised as standing. */
const RECOGNISE_MS = 5000;
/** Not seen for this many times `absenceMs`, blind or not = gone. */
export const BLIND = 2;

/** Who holds which slot: the best fits first, one mover each. */
function assign(
  { rule }: Scene,
  slots: readonly Slot[],
  movers: readonly Mover[],
): Map<string, Mover> {
  // an anchor may hang in the air
  const mayHold = rule.type === 'group' ? () => true : onItsGround;
  const pairs = slots.flatMap((slot) =>
    movers.map((mover) => ({ slot, mover, score: fit(slot, mover, mayHold) })),
  );
  const held = new Map<string, Mover>();
  const taken = new Set<number>();
  for (const { slot, mover, score } of pairs.sort((a, b) => b.score - a.score)) {
    if (score <= 0 || held.has(slot.place) || taken.has(mover.id)) continue;
    held.set(slot.place, mover);
    taken.add(mover.id);
  }
  return held;
}

/** The slot after a step in which nobody held it. */
function missSlot(scene: Scene, slot: Slot, movers: Movers, busy: ReadonlySet<number>): Slot {
  const { awayMs: away, otherMs: other, ...rest } = slot;
  const awayMs = away ?? (movers.some((mover) => droveOff(slot, mover)) ? scene.atMs : undefined);
  const replaced = movers.some((mover) => !busy.has(mover.id) && isReplaced(slot, mover));
  const otherMs = replaced ? (other ?? scene.atMs) : undefined;
  return {
    ...rest,
    absentMs: slot.absentMs + scene.watchedMs,
    ...(awayMs !== undefined && { awayMs }),
    ...(otherMs !== undefined && { otherMs }),
  };
}

function fate(scene: Scene, slot: Slot): 'left' | 'rule-off' | undefined {
  const { rule, atMs } = scene;
  if (scene.openSince[slot.zoneId] === undefined) return 'rule-off';
  const since = (ms: number | undefined) => (ms === undefined ? 0 : atMs - ms);
  const left =
    since(slot.awayMs) >= SURE_MS ||
    since(slot.otherMs) >= SURE_MS ||
    slot.absentMs >= rule.absenceMs + RECOGNISE_MS ||
    slot.overlap < rule.overlap - LEAVING ||
    scene.isLet(slot.box, LEAVING);
  return left ? 'left' : undefined;
}

function withOverlap(scene: Scene, slot: Slot): Slot {
  // a group stands where it was found: its parts come and go, its anchor may hang in the air; what its
  // facts say of the ground is of the moment (part-sights.ts)
  if (scene.rule.type === 'group') return slot;
  const zone = scene.zones.find(({ id }) => id === slot.zoneId);
  return zone ? { ...slot, overlap: shareInside(groundStrip(slot.box), zone.polygon) } : slot;
}

/** Moves the standing places of one rule forward by one frame that is later than the last one. */
export function stepPlaces(
  rule: PlaceRule,
  before: Places | undefined,
  input: RuleInput,
): PlacesStep {
  const scene = sceneOf(rule, before, input);
  const { atMs } = scene;
  const { movers, tracks } = stepMovers(rule, before?.movers ?? [], input);
  const present = movers.filter((mover) => tracks.has(mover.id));
  const old = before?.slots ?? [];
  const alive = old.filter((slot) => atMs - slot.lastMs < BLIND * rule.absenceMs);
  const held = assign(scene, alive, present);
  const busy = new Set([...held.values()].map((mover) => mover.id));
  const moved = alive.map((slot) => {
    const mover = held.get(slot.place);
    const track = mover && tracks.get(mover.id);
    if (!track) return withOverlap(scene, missSlot(scene, slot, movers, busy));
    const seen = seeSlot(slot, mover, track, atMs);
    return withOverlap(scene, rule.type === 'group' ? seen : unveil(slot, seen, mover));
  });
  const kept = moved.filter((slot) => fate(scene, slot) === undefined);
  const gone = [
    ...old
      .filter((slot) => !alive.includes(slot))
      .map((slot) => ({ slot, outcome: absence(scene) })),
    ...moved.flatMap((slot) => {
      const outcome = fate(scene, slot);
      return outcome ? [{ slot, outcome }] : [];
    }),
  ];
  const vacant = [...(before?.vacant ?? []), ...gone.map(({ slot }) => slot)].map(toVacant);
  const fresh = openSlots(
    scene,
    kept,
    vacant,
    present.filter((mover) => !busy.has(mover.id)),
    tracks,
  );
  const slots = [...kept, ...fresh];
  const names = new Set(slots.map((slot) => slot.place));
  return {
    places: {
      lastMs: atMs,
      openSince: scene.openSince,
      movers,
      slots,
      vacant: vacant.filter(({ place }) => !names.has(place)).slice(-MAX_VACANT),
    },
    seen: new Set([...held.keys(), ...fresh.map((slot) => slot.place)]),
    gone,
  };
}

function toVacant({ place, box, appearance }: Vacant): Vacant {
  return { place, box, ...(appearance && { appearance }) };
}
