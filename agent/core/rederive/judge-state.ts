import type { Box } from '../geometry/box.ts';
import { iou } from '../geometry/iou.ts';
import { addLook, type Fused, massOf, posterior } from '../rules/fuse.ts';
import type { LookAnswer } from '../rules/rule.ts';
import type { Detection } from '../vision/detection.ts';
import { type Check, note, open, shown, wrong } from './check.ts';
import type { ClaimedRule } from './claims.ts';

type StateRule = Extract<ClaimedRule, { type: 'attribute' }>;

/** One picture of the passage, with all that was found in it. */
export interface PassagePicture {
  readonly index: number;
  readonly timeMs: number;
  readonly detections: readonly Detection[];
}

/** Where the subject was in one picture. */
export interface PassageBox {
  readonly index: number;
  readonly timeMs: number;
  readonly label: string;
  readonly box: Box;
}

/** From picture to picture a passing object still overlaps itself by so much. */
const FOLLOWS = 0.2;

/**
 * Follows the subject through the pictures, both ways from the one in which its box was signed. Ends where it is
 * lost.
 */
export function followSubject(
  signed: { readonly labels: readonly string[]; readonly timeMs: number; readonly box: Box },
  pictures: readonly PassagePicture[],
): PassageBox[] {
  const { labels } = signed;
  const later = pictures.filter(({ timeMs }) => timeMs >= signed.timeMs);
  const earlier = pictures.filter(({ timeMs }) => timeMs < signed.timeMs).toReversed();
  const ahead = follow(labels, signed.box, later);
  const back = follow(labels, ahead[0]?.box ?? signed.box, earlier);
  return [...back.toReversed(), ...ahead];
}

function follow(
  labels: readonly string[],
  from: Box,
  pictures: readonly PassagePicture[],
): PassageBox[] {
  const found: PassageBox[] = [];
  let last = from;
  for (const { index, timeMs, detections } of pictures) {
    const [next] = detections
      .filter(({ label, box }) => labels.includes(label) && iou(box, last) >= FOLLOWS)
      .toSorted((a, b) => iou(b.box, last) - iou(a.box, last));
    if (next === undefined) break;
    last = next.box;
    found.push({ index, timeMs, label: next.label, box: next.box });
  }
  return found;
}

/** Whether what passes is in a photograph, too: followed to it through the clip. */
export function followedTo(
  { id, index }: { readonly id: string; readonly index: number },
  boxes: readonly PassageBox[],
): Check {
  const there = boxes.find((one) => one.index === index);
  if (there === undefined)
    return note('rule', `the subject cannot be followed through the clip to ${id}: look at it`);
  const [from, to] = [boxes[0] ?? there, boxes.at(-1) ?? there].map(({ box }) => middle(box));
  const share = Math.hypot((to?.[0] ?? 0) - (from?.[0] ?? 0), (to?.[1] ?? 0) - (from?.[1] ?? 0));
  return shown(
    'rule',
    `it is the ${there.label} in ${id}: followed through ${boxes.length} pictures of the clip, in which its middle moves by ${share.toFixed(2)} of the picture`,
  );
}

function middle({ left, top, right, bottom }: Box): readonly [number, number] {
  return [(left + right) / 2, (top + bottom) / 2];
}

/** Judges a rule about states of what passes by looks that were taken again from its clip. */
export function judgeState(rule: StateRule, looks: readonly LookAnswer[], reader: string): Check[] {
  const fused = new Map<string, Fused>();
  for (const look of looks) fused.set(look.attribute, addLook(fused.get(look.attribute), look));
  let share = 1;
  const words: string[] = [];
  for (const [attribute, states] of Object.entries(rule.when)) {
    const one = fused.get(attribute);
    if (one === undefined || one.times.length < Math.max(1, rule.minLooks))
      return [
        open(
          'rule',
          `the clip gives ${one?.times.length ?? 0} usable looks at its ${attribute}; ${rule.id} asks for ${rule.minLooks}`,
        ),
      ];
    const mass = massOf(one, states);
    share *= mass;
    words.push(
      `${attribute} ${likeliest(one)} (${states.join(' or ')}: ${mass.toFixed(3)}, ${one.times.length} looks)`,
    );
  }
  const read = `${reader} reads again from the clip: ${words.join('; ')}: together ${share.toFixed(3)}`;
  if (share >= 0.5 && share < rule.posterior)
    return [
      open(
        'rule',
        `${read}, less than the ${rule.posterior} that ${rule.id} asks for: the agent chose other moments; look at the clip`,
      ),
    ];
  if (share >= rule.posterior)
    return [shown('rule', `${read}; ${rule.id} asks for ${rule.posterior}`)];
  return [
    wrong(
      'rule',
      `${read}; expected at least ${rule.posterior}, as ${rule.id} asks. Look at the clip: the decision is not borne out by it`,
    ),
  ];
}

function likeliest(fused: Fused): string {
  const [best] = Object.entries(posterior(fused)).toSorted((a, b) => b[1] - a[1]);
  return best === undefined ? 'unknown' : `${best[0]} ${best[1].toFixed(3)}`;
}
