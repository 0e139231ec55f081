/** What a plate is for: small cars, trucks and buses, new energy (small, large), police. */
export type PlateKind = 'blue' | 'yellow' | 'green' | 'green-large' | 'white';

/** The 31 provinces with the letters of their registration offices. */
export const OFFICES: Readonly<Record<string, string>> = {
  ...{ 京: 'ACEFGHJKLMNPQY', 津: 'ABCDEFGHJKLMNR', 沪: 'ABCDEFGHJKLMN', 渝: 'ABCDFGH' },
  ...{ 冀: 'ABCDEFGHJRT', 晋: 'ABCDEFHJKLM', 蒙: 'ABCDEFGHJKLM', 辽: 'ABCDEFGHJKLMNP' },
  ...{ 吉: 'ABCDEFGHJK', 黑: 'ABCDEFGHJKLMNPR', 苏: 'ABCDEFGHJKLMNU', 浙: 'ABCDEFGHJKL' },
  ...{ 皖: 'ABCDEFGHJKLMNPRS', 闽: 'ABCDEFGHJK', 赣: 'ABCDEFGHJKLM', 鲁: 'ABCDEFGHJKLMNPQRSUVWY' },
  ...{ 豫: 'ABCDEFGHJKLMNPQRSU', 鄂: 'ABCDEFGHJKLMNPQRS', 湘: 'ABCDEFGHJKLMNSU' },
  ...{ 粤: 'ABCDEFGHJKLMNPQRSTUVWXY', 桂: 'ABCDEFGHJKLMNPR', 琼: 'ABCDEF' },
  ...{ 川: 'ABCDEFGHJKLMQRSTUVWXYZ', 贵: 'ABCDEFGHJ', 云: 'ACDEFGHJKLMNPQRS', 藏: 'ABCDEFGJ' },
  ...{
    陕: 'ABCDEFGHJKUV',
    甘: 'ABCDEFGHJKLMNP',
    青: 'ABCDEFGH',
    宁: 'ABCDE',
    新: 'ABCDEFGHJKLMNPQRST',
  },
};

const DIGITS = '0123456789';
/** I and O are left out: they look like 1 and 0. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const POLICE = '警';

/**
 * An invented number of the right form (GA 36): province, office, then five characters of which at most two
 * are letters; six with D or F for new energy; four digits and 警 for police. It takes its numbers from
 * `draw` (0 to 1), so the same stream gives the same plates.
 */
export function plateNumber(draw: () => number, kind: PlateKind, province?: string): string {
  const pick = (from: string): string => from.charAt(Math.floor(draw() * from.length));
  const digits = (count: number): string =>
    Array.from({ length: count }, () => pick(DIGITS)).join('');
  const where = province ?? pick(Object.keys(OFFICES).join(''));
  const offices = OFFICES[where];
  if (!offices)
    throw new Error(
      `expected one of the 31 provinces (${Object.keys(OFFICES).join('')}), got '${where}'`,
    );
  const start = where + pick(offices);
  if (kind === 'white') return start + digits(4) + POLICE;
  if (kind === 'green') return start + pick('DF') + pick(DIGITS + LETTERS) + digits(4);
  if (kind === 'green-large') return start + digits(5) + pick('DF');
  return start + commonTail(draw, pick, digits);
}

/** Five characters, up to two of them letters. */
function commonTail(
  draw: () => number,
  pick: (from: string) => string,
  digits: (count: number) => string,
): string {
  const tail = [...digits(5)];
  const letters = Math.floor(draw() * 3);
  for (let count = 0; count < letters; count += 1) tail[Math.floor(draw() * 5)] = pick(LETTERS);
  return tail.join('');
}

const FORMS: Readonly<Record<PlateKind, RegExp>> = {
  blue: /^[A-HJ-NP-Z0-9]{5}$/,
  yellow: /^[A-HJ-NP-Z0-9]{5}$/,
  green: /^[DF][A-HJ-NP-Z0-9]\d{4}$/,
  'green-large': /^\d{5}[DF]$/,
  white: /^\d{4}警$/,
};

/** Whether a text has the form of such a plate; the same five characters serve blue and yellow ones. */
export function isPlate(text: string, kind: PlateKind): boolean {
  const [province = '', office = '', ...rest] = text;
  const tail = rest.join('');
  const letters = tail.replace(/[^A-Z]/g, '').length;
  return (
    (OFFICES[province] ?? '').includes(office) &&
    office !== '' &&
    letters <= 2 &&
    FORMS[kind].test(tail)
  );
}

/** The kind that a text's form says; where it serves small and large vehicles alike, `large` decides. */
export function plateKindOf(text: string, large: boolean): PlateKind {
  if (isPlate(text, 'green')) return 'green';
  if (isPlate(text, 'green-large')) return 'green-large';
  if (text.endsWith(POLICE)) return 'white';
  return large ? 'yellow' : 'blue';
}
