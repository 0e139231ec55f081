import type { Box } from '../geometry/box.ts';
import { addCloseShot, type CloseShot } from '../vision/close-shot.ts';
import { type Grammar, type GrammarState, kindsOf } from './grammar.ts';
import type { PlateColour } from './plate-colour.ts';
import { PLATES, type PlateKind } from './plate-grammar.ts';
import type { Reading, SignReading } from './reading.ts';

/** What one look at a vehicle says of its plate. */
export interface PlateLook {
  readonly trackId: number;
  /** mediaMs of the picture that was read. */
  readonly atMs: number;
  readonly reading: Reading<PlateKind>;
  readonly colour?: PlateColour;
  /** Where the plate was, and the vehicle that was looked at; shares of the picture. */
  readonly place?: { readonly plate: Box; readonly vehicle: Box };
}

/** A moment in which a plate was found; `quality` is how surely it was read. */
export interface PlateShot extends CloseShot {
  /** The vehicle's box in that moment, shares of the picture. */
  readonly vehicle: Box;
}

/** What the looks at one vehicle add up to. Plain JSON; bounded by `MAX_LOOKS` and the lengths of plates. */
export interface FusedPlate {
  /** mediaMs of the looks: one picture is not counted twice. */
  readonly times: readonly number[];
  /** Per length of the text. */
  readonly lengths: Readonly<Record<string, FusedText>>;
  /** Looks per colour. */
  readonly colours: Readonly<Record<string, number>>;
  /** The best ones first. */
  readonly shots?: readonly PlateShot[];
}

interface FusedText {
  readonly looks: number;
  /** Sum of the readings' confidences. */
  readonly weight: number;
  /** Per place: sign -> summed log probability. */
  readonly places: readonly Readonly<Record<string, number>>[];
}

/** A plate as it is told: what is not sure is '?'. */
export interface Plate {
  readonly text: string;
  readonly color?: PlateColour;
  readonly kind?: PlateKind;
  /** 0 to 1, that the whole text is right. */
  readonly confidence: number;
  readonly characters: readonly { readonly text: string; readonly confidence: number }[];
  /** Looks that say so. */
  readonly shots: number;
}

const MAX_LOOKS = 16;
/** No single look may rule a sign out. */
const FLOOR = 0.02;
/** Looks at one passage are not independent: together they weigh no more than this many. */
const MAX_WEIGHT = 3;
/** With more unknown signs than this there is no plate to tell of. */
const MAX_UNKNOWN = 2;

const UNKNOWN_SIGN = '?';
/** Stands for everything that is none of the signs named. */
const OTHER = '';

/** The plate that more looks say; the later one of equals. */
export function betterKnown(before: Plate | undefined, now: Plate | undefined): Plate | undefined {
  return before !== undefined && (now?.shots ?? 0) < before.shots ? before : now;
}

/** Adds one look; one that comes twice, or is one too many, changes nothing. */
export function addPlateLook(before: FusedPlate | undefined, look: PlateLook): FusedPlate {
  const fused = before ?? { times: [], lengths: {}, colours: {} };
  if (fused.times.length >= MAX_LOOKS || fused.times.includes(look.atMs)) return fused;
  const { reading, colour } = look;
  const length = String(reading.signs.length);
  const colours =
    colour === undefined
      ? fused.colours
      : { ...fused.colours, [colour]: (fused.colours[colour] ?? 0) + 1 };
  const text = addReading(fused.lengths[length], reading);
  const shot = shotOf(look);
  return {
    times: [...fused.times, look.atMs],
    lengths: { ...fused.lengths, [length]: text },
    colours,
    shots: shot === undefined ? (fused.shots ?? []) : addCloseShot(fused.shots ?? [], shot),
  };
}

function shotOf({ atMs, reading, place }: PlateLook): PlateShot | undefined {
  if (place === undefined) return undefined;
  return { atMs, box: place.plate, quality: reading.confidence, vehicle: place.vehicle };
}

/** The looks at one vehicle under several track ids, as one. */
export function joinPlates(all: readonly FusedPlate[]): FusedPlate | undefined {
  const [first, ...others] = all;
  return first && others.reduce(joinTwo, first);
}

function joinTwo(a: FusedPlate, b: FusedPlate): FusedPlate {
  const lengths = { ...a.lengths };
  for (const [length, text] of Object.entries(b.lengths)) {
    const have = lengths[length];
    lengths[length] = have === undefined ? text : joinTexts(have, text);
  }
  const colours = { ...a.colours };
  for (const [colour, looks] of Object.entries(b.colours))
    colours[colour] = (colours[colour] ?? 0) + looks;
  const shots = (b.shots ?? []).reduce(addCloseShot, a.shots ?? []);
  const times = [...new Set([...a.times, ...b.times])].slice(-MAX_LOOKS);
  return { times, lengths, colours, shots };
}

function joinTexts(a: FusedText, b: FusedText): FusedText {
  const places = a.places.map((place, at) => addLogs(place, a.looks, b.places[at] ?? {}, b.looks));
  return { looks: a.looks + b.looks, weight: a.weight + b.weight, places };
}

function addReading(before: FusedText | undefined, { signs, confidence }: Reading): FusedText {
  const { looks, weight, places } = before ?? { looks: 0, weight: 0, places: [] };
  return {
    looks: looks + 1,
    weight: weight + confidence,
    places: signs.map((sign, at) => addLogs(places[at] ?? {}, looks, logsOf(sign), 1)),
  };
}

function logsOf({ options }: SignReading): Record<string, number> {
  const other = 1 - Object.values(options).reduce((sum, share) => sum + share, 0);
  const entries = Object.entries({ ...options, [OTHER]: other });
  return Object.fromEntries(entries.map(([sign, p]) => [sign, Math.log(Math.max(FLOOR, p))]));
}

/** Sums per sign; a sign that some looks did not name had their floor. */
function addLogs(
  a: Readonly<Record<string, number>>,
  looksA: number,
  b: Readonly<Record<string, number>>,
  looksB: number,
): Record<string, number> {
  const floor = Math.log(FLOOR);
  const signs = new Set([...Object.keys(a), ...Object.keys(b)]);
  return Object.fromEntries(
    [...signs].map((sign) => [sign, (a[sign] ?? looksA * floor) + (b[sign] ?? looksB * floor)]),
  );
}

/**
 * The plate that all looks together show; undefined where too little of it is sure. Per place the product of
 * the looks' probabilities (log-linear opinion pool), of all combinations the likeliest that the grammar
 * knows; a sign below `leastConfidence` is told as '?'.
 */
export function plateOf(fused: FusedPlate, leastConfidence: number): Plate | undefined {
  const [text] = Object.values(fused.lengths).sort((a, b) => b.weight - a.weight);
  if (text === undefined) return undefined;
  const places = text.places.map((place) => shares(place, text.looks));
  const best = likeliest(places, PLATES);
  if (best === undefined) return undefined;
  const signs = [...best].map((sign, at) => ({ sign, share: places[at]?.get(sign) ?? 0 }));
  const characters = signs.map(({ sign, share }) => ({
    text: share >= leastConfidence ? sign : UNKNOWN_SIGN,
    confidence: round(share),
  }));
  const unknown = characters.filter((one) => one.text === UNKNOWN_SIGN).length;
  if (unknown > MAX_UNKNOWN) return undefined;
  const color = commonest(fused.colours);
  const [kind] = kindsOf(PLATES, best);
  return {
    text: characters.map((one) => one.text).join(''),
    ...(color !== undefined && { color }),
    ...(kind !== undefined && { kind }),
    confidence: round(signs.reduce((product, { share }) => product * share, 1)),
    characters,
    shots: text.looks,
  };
}

/** Probability per sign, and of `OTHER`. */
function shares(
  place: Readonly<Record<string, number>>,
  looks: number,
): ReadonlyMap<string, number> {
  const scale = Math.min(1, MAX_WEIGHT / looks);
  const powers = Object.entries(place).map(([sign, log]) => [sign, Math.exp(log * scale)] as const);
  const total = powers.reduce((sum, [, power]) => sum + power, 0);
  return new Map(powers.map(([sign, power]) => [sign, power / total]));
}

/** Beginnings kept per place. */
const WIDTH = 16;

function likeliest(
  places: readonly ReadonlyMap<string, number>[],
  grammar: Grammar,
): string | undefined {
  let beam: { text: string; state: GrammarState; share: number }[] = [
    { text: '', state: grammar.start, share: 1 },
  ];
  for (const place of places) {
    const next = beam.flatMap(({ text, state, share }) =>
      [...place].flatMap(([sign, own]) => {
        const to = grammar.step(state, sign);
        return to === undefined ? [] : [{ text: text + sign, state: to, share: share * own }];
      }),
    );
    beam = next.sort((a, b) => b.share - a.share).slice(0, WIDTH);
  }
  return beam.find(({ state }) => grammar.kinds(state).length > 0)?.text;
}

function commonest(colours: Readonly<Record<string, number>>): PlateColour | undefined {
  const [first] = Object.entries(colours).sort((a, b) => b[1] - a[1]);
  return first?.[0] as PlateColour | undefined;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
