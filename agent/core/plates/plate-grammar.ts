import { type Form, grammarOf } from './grammar.ts';

const PROVINCES = '京津沪渝冀晋蒙辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川贵云藏陕甘青宁新';

const DIGITS = '0123456789';
/** I and O are left out: they look like 1 and 0. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const EITHER = DIGITS + LETTERS;
/** What drives it: D, A, B, C, E a battery alone; F, G, H, J, K with an engine beside it. */
const DRIVES = 'ABCDEFGHJK';
/** Of the armed police's columns, at the end of their numbers. */
const COLUMNS = `${DIGITS}XBTSHJD`;

/** What a plate says of its vehicle. */
export type PlateKind =
  | 'ordinary'
  | 'new-energy'
  | 'new-energy-large'
  | 'police'
  | 'learner'
  | 'trailer'
  | 'embassy'
  | 'consulate'
  | 'cross-border'
  | 'rescue'
  | 'armed-police'
  | 'military';

const times = (slot: string, count: number): string[] => Array.from({ length: count }, () => slot);
const office = [PROVINCES, LETTERS];

/** Of five signs at most two are letters (GA 36-2018). */
const MAX_LETTERS = 2;
/** So that a smudge is no general: orders of magnitude, not counts. */
const SELDOM = 1e-2;
const RARE = 1e-4;

/**
 * GA 36-2018 with the further new-energy letters of 2020, the rescue plates of 2019, and the plates of the
 * armed police (2012) and the army (2012). Yellow plates in two rows read as one: upper row first.
 */
const FORMS: readonly Form<PlateKind>[] = [
  { kind: 'ordinary', slots: [...office, ...times(EITHER, 5)], maxLetters: MAX_LETTERS },
  { kind: 'new-energy', slots: [...office, DRIVES, EITHER, ...times(DIGITS, 4)] },
  { kind: 'new-energy-large', slots: [...office, ...times(DIGITS, 5), DRIVES] },
  {
    kind: 'police',
    slots: [...office, ...times(EITHER, 4), '警'],
    maxLetters: MAX_LETTERS,
    share: SELDOM,
  },
  {
    kind: 'learner',
    slots: [...office, ...times(EITHER, 4), '学'],
    maxLetters: MAX_LETTERS,
    share: SELDOM,
  },
  {
    kind: 'trailer',
    slots: [...office, ...times(EITHER, 4), '挂'],
    maxLetters: MAX_LETTERS,
    share: SELDOM,
  },
  { kind: 'embassy', slots: ['使', ...times(DIGITS, 6)], share: RARE },
  { kind: 'consulate', slots: [...office, ...times(DIGITS, 4), '领'], share: RARE },
  {
    kind: 'cross-border',
    slots: ['粤', 'Z', ...times(EITHER, 4), '港澳'],
    maxLetters: MAX_LETTERS,
    share: RARE,
  },
  { kind: 'rescue', slots: [PROVINCES, 'XS', ...times(DIGITS, 4), '应', '急'], share: RARE },
  { kind: 'armed-police', slots: ['W', 'J', PROVINCES, ...times(DIGITS, 4), COLUMNS], share: RARE },
  { kind: 'armed-police', slots: ['W', 'J', ...times(DIGITS, 5)], share: RARE },
  { kind: 'military', slots: [...times(LETTERS, 2), ...times(DIGITS, 5)], share: RARE },
];

/** Every form of number plate that stands on Chinese roads, motorcycles' and temporary paper ones aside. */
export const PLATES = grammarOf(FORMS);
