import { both, durationText, itself, type Words } from './sheet-words.ts';

/** Names of the facts, the most telling ones first: the panel shows them in this order. */
const FACTS: Readonly<Record<string, Words>> = {
  dwellMs: { zh: '停留时长', en: 'Dwell' },
  outcome: { zh: '结束方式', en: 'Outcome' },
  stillThereHours: { zh: '仍在现场', en: 'Still there' },
  plate: { zh: '号牌号码', en: 'Plate' },
  plateColor: { zh: '号牌颜色', en: 'Plate colour' },
  label: { zh: '目标类别', en: 'Object' },
  parts: { zh: '组成（近一分钟）', en: 'Parts, last minute' },
  load: { zh: '装载状态', en: 'Load' },
  cover: { zh: '密闭状态', en: 'Cover' },
  looks: { zh: '有效观察', en: 'Usable looks' },
  posterior: { zh: '置信度', en: 'Posterior' },
  direction: { zh: '行驶方向', en: 'Direction' },
  overlap: { zh: '接地带在区域内', en: 'Ground in zone' },
  ground: { zh: '接地带属于', en: 'Ground of' },
  zoneId: { zh: '区域编号', en: 'Zone' },
  lineId: { zh: '界线编号', en: 'Line' },
  observations: { zh: '观察帧数', en: 'Frames seen' },
  longestGapMs: { zh: '最长间断', en: 'Longest gap' },
  moved: { zh: '最大位移', en: 'Moved, own sizes' },
  warned: { zh: '已提醒', en: 'Warned' },
  priorEpisodes: { zh: '历史次数', en: 'Earlier episodes' },
  score: { zh: '检测分值', en: 'Detector score' },
  box: { zh: '目标框', en: 'Box (shares)' },
};

const LABELS: Readonly<Record<string, string>> = {
  person: '人员',
  bicycle: '自行车',
  motorcycle: '摩托车',
  tricycle: '三轮车',
  car: '小型汽车',
  van: '面包车',
  bus: '客车',
  truck: '货车',
  'muck-truck': '渣土车',
  'service-vehicle': '特种作业车辆',
  stall: '摊位',
  umbrella: '遮阳伞',
  table: '桌子',
  chair: '椅子',
  cart: '手推车',
  goods: '货物',
  bag: '包袋',
};

/** Words that stand as a fact's value, or as a name within one, by the name of the fact. */
const VALUES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  label: LABELS,
  outcome: {
    left: '已离开',
    passed: '已通过',
    'self-corrected': '自行纠正',
    unwatched: '未能监看',
    'rule-off': '规则停用',
    'time-break': '时间中断',
  },
  ground: { anchor: '主体', part: '组成部分' },
  direction: { left: '向左', right: '向右' },
  parts: { seller: '经营者', vendor: '经营者', goods: '货物', person: '人员', table: '桌子' },
  load: { empty: '空载', level: '平装', heaped: '冒装', unknown: '不明' },
  cover: {
    rigid: '硬盖',
    tarpaulin: '篷布',
    net: '网',
    partial: '部分',
    none: '无',
    unknown: '不明',
  },
};
const SHARES = new Set(['overlap', 'posterior', 'parts']);
const ORDER = Object.keys(FACTS);
/** Times of the stream's own clock and points say nothing to a reader; dwell and zone stand in the strip. */
const UNREADABLE = new Set([
  'fromMs',
  'toMs',
  'from',
  'to',
  'trackIds',
  'track',
  'dwellMs',
  'zoneId',
]);

/** An unknown fact shows its name. */
export const factWords = (id: string): Words => FACTS[id] ?? itself(id);

/** The facts that a panel shows, the most telling ones first, unknown ones last; one row per attribute. */
export function panelFacts(
  facts: Readonly<Record<string, unknown>>,
): readonly (readonly [name: string, value: unknown])[] {
  const rank = (name: string) => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);
  const { states, ...rest } = facts;
  return Object.entries({ ...rest, ...(typeof states === 'object' && states) })
    .filter(([name, value]) => !UNREADABLE.has(name) && value !== undefined && value !== null)
    .sort(([a], [b]) => rank(a) - rank(b));
}

/** A fact's value as text in both languages, by its name and the unit at the end of it. */
export function factText(name: string, value: unknown): string {
  if (typeof value === 'number') return numberText(name, value);
  if (typeof value === 'boolean') return value ? '是 yes' : '否 no';
  if (typeof value === 'string') return worded(name, value);
  if (Array.isArray(value)) return value.map((item) => factText('', item)).join(', ');
  if (typeof value !== 'object' || value === null) return '—';
  if (isReading(value)) return readingText(name, value);
  return Object.entries(value)
    .map(([key, item]) => `${worded(name, key)} ${factText(name, item)}`)
    .join(' · ');
}

function worded(name: string, word: string): string {
  const words = VALUES[name];
  return words !== undefined && Object.hasOwn(words, word)
    ? both({ zh: words[word] ?? '', en: word })
    : word;
}

function numberText(name: string, value: number): string {
  if (name.endsWith('Ms')) return durationText(value);
  if (name.endsWith('Hours')) return `${value} h`;
  if (SHARES.has(name)) return `${Math.round(value * 1000) / 10} %`;
  return String(Math.round(value * 1e4) / 1e4);
}

/** What an attribute rule read: the likeliest state, its probability, the number of looks. */
interface Reading {
  readonly state: string;
  readonly posterior: number;
  readonly looks: number;
}

function isReading(value: object): value is Reading {
  const { state, posterior, looks }: { [K in keyof Reading]?: unknown } = value;
  return typeof state === 'string' && typeof posterior === 'number' && typeof looks === 'number';
}

function readingText(attribute: string, { state, posterior, looks }: Reading): string {
  const times = `${looks} 次 ${looks} ${looks === 1 ? 'look' : 'looks'}`;
  return `${worded(attribute, state)} ${numberText('posterior', posterior)} · ${times}`;
}
