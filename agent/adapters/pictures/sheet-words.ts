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

/** What the agent measured; whether it was a violation is for a person to say. */
const STAGES: Readonly<Record<string, Words>> = {
  suspected: { zh: '疑似', en: 'Suspected' },
  updated: { zh: '更新', en: 'Updated' },
  cleared: { zh: '已结束', en: 'Ended' },
};
const DWELL_REACHED: Words = { zh: '持续时间已满', en: 'Dwell reached' };
const RECOGNISED: Words = { zh: '已识别', en: 'Recognised' };

const METHODS: Readonly<Record<string, Words>> = {
  'rtcp-sr': { zh: '摄像机时钟', en: 'camera clock' },
  osd: { zh: '画面时钟', en: 'burned-in clock' },
  arrival: { zh: '到达时间', en: 'arrival time' },
  file: { zh: '录像时间', en: 'recording time' },
};

export const itself = (id: string): Words => ({ zh: id, en: '' });

/** An unknown violation shows its id. */
export const violationWords = (id: string): Words => VIOLATIONS[id] ?? itself(id);
export const methodWords = (id: string): Words => METHODS[id] ?? itself(id);

/** The stage; what "confirmed" means depends on whether the facts state a dwell time. */
export function stageWords(id: string, facts: Readonly<Record<string, unknown>>): Words {
  if (id !== 'confirmed') return STAGES[id] ?? itself(id);
  return facts['dwellMs'] === undefined ? RECOGNISED : DWELL_REACHED;
}

/** What the sheet may be used for, as the completeness gate found. */
export function useText(evidenceUse: 'clue' | 'penalty', unmet: number): string {
  if (evidenceUse === 'penalty') return '证据级 Penalty-grade, subject to review';
  const conditions = unmet === 1 ? 'condition' : 'conditions';
  return `仅供线索 Clue only · ${unmet} 项条件未满足 ${unmet} ${conditions} unmet`;
}

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

/** `0.05 s`, `1 min 30 s`, `24 h`: an error as short as it is exact, rounded up to the millisecond. */
export function errorText(ms: number): string {
  const whole = Math.ceil(Math.max(0, ms));
  const units = [
    [Math.floor(whole / 3_600_000), 'h'],
    [Math.floor((whole % 3_600_000) / 60_000), 'min'],
    [(whole % 60_000) / 1000, 's'],
  ] as const;
  const parts = units.filter(([value]) => value > 0).map(([value, unit]) => `${value} ${unit}`);
  return parts.length === 0 ? '0 s' : parts.join(' ');
}
