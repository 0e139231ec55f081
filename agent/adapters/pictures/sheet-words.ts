/** A text in both languages of the sheet. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

const VIOLATIONS: Readonly<Record<string, Words>> = {
  'sidewalk-parking': { zh: '人行道违停', en: 'Parking on the sidewalk' },
  'street-stall': { zh: '占道经营', en: 'Street stall' },
  'shopfront-overflow': { zh: '骑门摊点', en: 'Shop-front overflow' },
  'muck-truck-uncovered': { zh: '渣土车未密闭', en: 'Uncovered muck truck' },
  'muck-truck-overfilled': { zh: '冒装', en: 'Overfilled muck truck' },
};

const STAGES: Readonly<Record<string, Words>> = {
  suspected: { zh: '疑似', en: 'Suspected' },
  confirmed: { zh: '已确认', en: 'Confirmed' },
  updated: { zh: '更新', en: 'Updated' },
  cleared: { zh: '已消除', en: 'Cleared' },
};

const FACTS: Readonly<Record<string, Words>> = {
  dwellMs: { zh: '停留时长', en: 'Dwell' },
  overlap: { zh: '区域重叠', en: 'Overlap with zone' },
  zoneId: { zh: '区域编号', en: 'Zone' },
  label: { zh: '目标类别', en: 'Object' },
  plate: { zh: '号牌号码', en: 'Plate' },
  plateColor: { zh: '号牌颜色', en: 'Plate colour' },
  load: { zh: '装载状态', en: 'Load' },
  cover: { zh: '密闭状态', en: 'Cover' },
  looks: { zh: '有效观察', en: 'Usable looks' },
  posterior: { zh: '置信度', en: 'Posterior' },
  direction: { zh: '行驶方向', en: 'Direction' },
  priorEpisodes: { zh: '历史次数', en: 'Earlier episodes' },
  warned: { zh: '已提醒', en: 'Warned' },
  score: { zh: '检测分值', en: 'Detector score' },
  observations: { zh: '观察次数', en: 'Sightings' },
  longestGapMs: { zh: '最长间断', en: 'Longest gap' },
  moved: { zh: '位移', en: 'Moved (own sizes)' },
  stillThereHours: { zh: '仍在现场', en: 'Still there, hours' },
  states: { zh: '属性', en: 'Attributes' },
  parts: { zh: '组成', en: 'Parts' },
  lineId: { zh: '界线编号', en: 'Line' },
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
  stall: '摊位',
  umbrella: '遮阳伞',
  table: '桌子',
  chair: '椅子',
};

const METHODS: Readonly<Record<string, Words>> = {
  'rtcp-sr': { zh: '摄像机时钟', en: 'camera clock' },
  osd: { zh: '画面时钟', en: 'burned-in clock' },
  arrival: { zh: '到达时间', en: 'arrival time' },
  file: { zh: '录像时间', en: 'recording time' },
};

const itself = (id: string): Words => ({ zh: id, en: '' });

/** An unknown violation shows its id. */
export const violationWords = (id: string): Words => VIOLATIONS[id] ?? itself(id);
export const stageWords = (id: string): Words => STAGES[id] ?? itself(id);
export const factWords = (id: string): Words => FACTS[id] ?? itself(id);
export const methodWords = (id: string): Words => METHODS[id] ?? itself(id);

/** Chinese and English on one line. */
export const both = ({ zh, en }: Words): string => (en === '' ? zh : `${zh} ${en}`);

/** `2026-03-01 08:05:09.123 GMT+08:00`. Throws RangeError for a time zone that does not exist. */
export function timeText(utcMs: number, timezone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
    timeZoneName: 'longOffset',
  }).formatToParts(utcMs);
  const get = (type: string): string => parts.find((part) => part.type === type)?.value ?? '';
  const date = `${get('year')}-${get('month')}-${get('day')}`;
  const time = `${get('hour')}:${get('minute')}:${get('second')}.${get('fractionalSecond')}`;
  return `${date} ${time} ${get('timeZoneName').replace('GMT', 'UTC')}`;
}

/** `5 min 12.3 s`: durations as a reviewer reads them. */
export function durationText(ms: number): string {
  const seconds = Math.max(0, ms) / 1000;
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = `${(seconds % 60).toFixed(1)} s`;
  if (hours > 0) return `${hours} h ${minutes} min ${rest}`;
  return minutes > 0 ? `${minutes} min ${rest}` : rest;
}

/** `40 ms`, `2.5 s`: an error as short as it is exact. */
export function errorText(ms: number): string {
  return ms < 1000 ? `${Math.ceil(ms)} ms` : durationText(ms);
}

/** A fact's value as text, by its name and the unit at the end of it. */
export function factText(name: string, value: unknown): string {
  if (typeof value === 'number') return numberText(name, value);
  if (typeof value === 'boolean') return value ? '是 yes' : '否 no';
  if (typeof value === 'string')
    return name === 'label' && LABELS[value] !== undefined ? `${LABELS[value]} ${value}` : value;
  if (Array.isArray(value)) return value.map((item) => factText('', item)).join(', ');
  if (typeof value !== 'object' || value === null) return '—';
  return Object.entries(value)
    .map(([key, item]) => `${key} ${factText(key, item)}`)
    .join(' ');
}

function numberText(name: string, value: number): string {
  if (name.endsWith('Ms')) return durationText(value);
  if (name === 'overlap' || name === 'posterior') return `${Math.round(value * 1000) / 10} %`;
  return String(Math.round(value * 1000) / 1000);
}
