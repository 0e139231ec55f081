import { random } from '../../world/random.ts';

/** Colours ('#rrggbb') and words of one truck. */
export interface Livery {
  readonly cab: string;
  readonly body: string;
  readonly bumper: string;
  readonly visor: string;
  readonly brow: string;
  readonly pillar: string;
  readonly skirt: string;
  readonly lid: string;
  readonly company: string;
  readonly brand: string;
  readonly number: string;
  readonly lettering: string;
}

const DARK = '#24272b';
const CITY = {
  ...{ green: '#1c7a42', lime: '#4f9f3a', blue: '#1b56a6', orange: '#d9601c', yellow: '#dba81e' },
  ...{ red: '#a5201d', white: '#e6e8e6', grey: '#7d8589', wine: '#7b1a22', sky: '#3f86bf' },
};

/** Of cab and body, by make: what fleets of a city look like. */
const FLEETS: Readonly<
  Record<string, readonly (readonly [keyof typeof CITY, keyof typeof CITY])[]>
> = {
  'tipper-a': [
    ['white', 'green'],
    ['green', 'green'],
    ['orange', 'orange'],
    ['yellow', 'green'],
    ['blue', 'blue'],
  ],
  'tipper-b': [
    ['red', 'red'],
    ['blue', 'blue'],
    ['white', 'green'],
    ['yellow', 'yellow'],
    ['wine', 'grey'],
  ],
  'tipper-c': [
    ['blue', 'blue'],
    ['red', 'wine'],
    ['orange', 'grey'],
    ['green', 'lime'],
    ['white', 'yellow'],
  ],
  'tipper-d': [
    ['red', 'red'],
    ['white', 'green'],
    ['orange', 'orange'],
    ['sky', 'blue'],
    ['yellow', 'green'],
  ],
  'tipper-e': [
    ['blue', 'blue'],
    ['green', 'green'],
    ['white', 'red'],
    ['yellow', 'orange'],
    ['wine', 'wine'],
  ],
};
const BRANDS: Readonly<Record<string, string>> = {
  ...{ 'tipper-a': '远 山', 'tipper-b': '巨 驰', 'tipper-c': '东 岭' },
  ...{ 'tipper-d': '大 川 · 重 卡', 'tipper-e': '江 原' },
};
const COMPANIES = {
  training: ['绿洲渣土运输', '安达土石方', '顺通建材', '宏远环保运输', '渝兴渣土'],
  judging: ['金桥渣土运输', '鑫达建筑垃圾', '恒通土石方', '蓝天清运', '众城环保'],
};

/** Mixed makes have any of the colours. */
const ANY = Object.keys(CITY) as readonly (keyof typeof CITY)[];

/** What a truck of a make looks like, from its seed; `paint` sets the colour of the body. */
export function liveryOf(
  id: string,
  split: 'training' | 'judging',
  seed: number,
  paint?: string,
): Livery {
  const draw = random(seed, 'livery', id);
  const pick = <T>(from: readonly T[], otherwise: T): T =>
    from[Math.floor(draw() * from.length)] ?? otherwise;
  const cabAlone = pick(ANY, 'white');
  const fleet = FLEETS[id] ?? [[cabAlone, draw() < 0.5 ? cabAlone : pick(ANY, 'green')]];
  const [cabName, bodyName] = pick(fleet, ['white', 'green']);
  const body = paint ?? CITY[bodyName];
  const cab = paint && cabName === bodyName ? paint : CITY[cabName];
  const light = cabName === 'white' || cabName === 'yellow';
  return {
    ...{ cab, body },
    bumper: pick([cab, cab, '#3a3e42', '#d7d9d6'], cab),
    visor: pick([cab, DARK, DARK], DARK),
    brow: pick([cab, cab, light ? CITY.green : DARK], cab),
    pillar: pick([DARK, cab], DARK),
    skirt: pick([cab, DARK], DARK),
    lid: pick([body, '#4b4f52', '#2f5d40'], body),
    company: pick(COMPANIES[split], '渣土运输'),
    brand: BRANDS[id] ?? '重 卡',
    number: String(100 + Math.floor(draw() * 899)),
    lettering: ['#e6e8e6', '#dba81e', '#dba81e'].includes(body)
      ? '#17489c'
      : pick(['#f4f4f0', '#f4f4f0', '#f2cf2e'], '#f4f4f0'),
  };
}
