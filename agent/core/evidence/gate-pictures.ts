import { field, fieldNumber, fieldText, type GateInput, type GateMedia } from './gate-input.ts';

const MIN_WIDTH = 1280;
const MIN_HEIGHT = 720;
const MAX_ERROR_MS = 1000;
const STANDING_GAP_MS = 10_000;
/** In shares of the picture: less could be the box's own trembling. */
const MIN_DISPLACEMENT = 0.02;
const TRUSTED_METHODS: readonly string[] = ['rtcp-sr', 'osd'];
/** Rules that report something which stays; all other kinds report something that moves. */
const STANDING_RULES: readonly string[] = ['dwell', 'group'];
const MOVING_RULES: readonly string[] = ['crossing', 'attribute'];
/** Stalls and goods have no number plate. */
const WITHOUT_PLATE: readonly string[] = ['street-stall', 'shopfront-overflow'];

/** Every required role, and close-ups of the object and its plate. */
export function unmetRoles({ media, required, violation }: GateInput): string[] {
  const has = (role: string) => media.some((file) => file.role === role);
  const unmet = required.filter((role) => !has(role)).map((role) => `media: ${role} is missing`);
  if (!media.some(({ role }) => role.startsWith('closeup')) && !required.includes('closeup'))
    unmet.push('media: closeup is missing');
  const plate = media.some(({ role }) => role.startsWith('plate'));
  if (!plate && !WITHOUT_PLATE.includes(violation) && !required.includes('plate'))
    unmet.push('media: plate is missing');
  return unmet;
}

/** Capture times of the originals: by a trusted method, at most 1.0 s off. */
export function unmetTimes({ media }: GateInput): string[] {
  return media.filter(isOriginal).flatMap(({ id, captureUtc: { method, maxErrorMs } }) => {
    const unmet: string[] = [];
    if (!TRUSTED_METHODS.includes(method))
      unmet.push(`time: ${id} was timed by ${method}, only ${TRUSTED_METHODS.join(' or ')} counts`);
    if (!(maxErrorMs >= 0 && maxErrorMs <= MAX_ERROR_MS))
      unmet.push(`time: ${id} may be ${maxErrorMs} ms off, at most ${MAX_ERROR_MS} ms are allowed`);
    return unmet;
  });
}

/** GA/T 832-2014: panoramas large enough, enough of them, and far enough apart. */
export function unmetPanoramas(input: GateInput): string[] {
  const panoramas = input.media.filter(
    (file) =>
      isOriginal(file) && file.role.startsWith('panorama') && file.mime.startsWith('image/'),
  );
  const small = panoramas
    .filter(({ width, height }) => width < MIN_WIDTH || height < MIN_HEIGHT)
    .map(
      ({ id, width, height }) => `picture: ${id} is ${width}x${height}, must be 1280x720 or more`,
    );
  return [...small, ...unmetPair(input, panoramas)];
}

function unmetPair({ media, context }: GateInput, panoramas: readonly GateMedia[]): string[] {
  const gapMs = longestGapMs(panoramas);
  const rule = field(context, 'rule');
  const type = fieldText(rule, 'type') ?? fieldText(field(rule, 'parameters'), 'type');
  if (type !== undefined && MOVING_RULES.includes(type)) {
    const clip = media.some(
      ({ role, mime }) => role.startsWith('clip') && mime.startsWith('video/'),
    );
    const enough = gapMs > 0 || (panoramas.length > 0 && clip);
    return [
      ...(enough ? [] : ['panoramas: two at different times are needed, or one with a clip']),
      ...unmetDisplacement(context),
    ];
  }
  // an unknown rule is taken as the stricter kind
  const kind = type !== undefined && STANDING_RULES.includes(type) ? '' : ' (rule kind unknown)';
  if (gapMs >= STANDING_GAP_MS) return [];
  return [`panoramas: two at least 10 s apart are needed, got ${seconds(gapMs)}${kind}`];
}

function unmetDisplacement(context: GateInput['context']): string[] {
  const share = fieldNumber(field(context, 'timeline'), 'displacement');
  if (share === undefined) return ['displacement: was not measured between the panoramas'];
  if (share >= MIN_DISPLACEMENT) return [];
  return [`displacement: ${share} of the picture, at least ${MIN_DISPLACEMENT} is needed`];
}

/**
 * The longest time that surely lies between two of the pictures. On the stream's own time line where both
 * have it; by capture time less both errors otherwise.
 */
function longestGapMs(pictures: readonly GateMedia[]): number {
  let longest = 0;
  for (const [index, first] of pictures.entries())
    for (const second of pictures.slice(index + 1))
      longest = Math.max(longest, gapMs(first, second));
  return longest;
}

function gapMs(a: GateMedia, b: GateMedia): number {
  if (a.source !== undefined && b.source !== undefined)
    return Math.abs(a.source.mediaMs - b.source.mediaMs);
  const apart = Math.abs(a.captureUtc.utcMs - b.captureUtc.utcMs);
  return apart - a.captureUtc.maxErrorMs - b.captureUtc.maxErrorMs;
}

function isOriginal({ derivedFrom }: GateMedia): boolean {
  return derivedFrom === undefined;
}

function seconds(ms: number): string {
  return `${Math.max(0, ms) / 1000} s`;
}
