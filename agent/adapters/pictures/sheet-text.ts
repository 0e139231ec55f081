import type { OverlayOptions } from 'sharp';
import { factText, factWords, panelFacts } from './fact-words.ts';
import type { SheetInput, SheetPicture } from './sheet-input.ts';
import type { Rect } from './sheet-plan.ts';
import {
  both,
  durationText,
  errorText,
  methodWords,
  stageWords,
  timeText,
  useText,
  violationWords,
} from './sheet-words.ts';
import { renderText, type TextStyle } from './text.ts';

const PAD = 24;
const INK = '#14202c';
const MUTED = '#56646f';
const WHITE = '#ffffff';
const PALE = '#b9c9d8';
const AMBER = '#ffd37a';
/** Shares of the strip's width for place, camera, time, zone and dwell. */
const COLUMNS = [0.27, 0.21, 0.27, 0.13, 0.12];
/** 12 rows and the title in a panel beside three pictures. */
const PANEL_ROW = 41;
const PANEL_TOP = 92;
/** A panel wider than this has two columns of facts. */
const WIDE_PANEL = 1200;

interface Anchor {
  readonly x: number;
  /** Middle of the line. */
  readonly y: number;
  readonly align?: 'right';
}

async function put(text: string, at: Anchor, style: TextStyle): Promise<OverlayOptions> {
  const { data, width, height } = await renderText(text, style);
  const left = Math.round(at.align === 'right' ? at.x - width : at.x);
  return { input: data, left, top: Math.round(at.y - height / 2) };
}

/** Kind, stage, what it may be used for, evidence number. */
export async function headerText(
  input: SheetInput,
  rect: Rect,
): Promise<readonly OverlayOptions[]> {
  const { zh, en } = violationWords(input.violation);
  const right = rect.left + rect.width - PAD;
  const stage = both(stageWords(input.stage, input.facts));
  const use = useText(input.evidenceUse, input.unmet);
  return Promise.all([
    put(
      zh,
      { x: PAD, y: en === '' ? 72 : 54 },
      { size: 42, bold: true, color: WHITE, maxWidth: 900 },
    ),
    put(en === '' ? ' ' : en, { x: PAD, y: 104 }, { size: 22, color: PALE, maxWidth: 620 }),
    put(
      stage,
      { x: right, y: 32, align: 'right' },
      { size: 24, bold: true, color: WHITE, maxWidth: 900 },
    ),
    put(
      use,
      { x: right, y: 72, align: 'right' },
      { size: 28, bold: true, color: AMBER, maxWidth: 900 },
    ),
    put(
      `证据编号 Evidence No. ${input.evidenceId}`,
      { x: right, y: 112, align: 'right' },
      { size: 20, color: PALE, maxWidth: 900 },
    ),
  ]);
}

/** Place, camera, time, zone and dwell, each under its name. */
export async function stripText(input: SheetInput, rect: Rect): Promise<readonly OverlayOptions[]> {
  const { facts, pictures, timezone } = input;
  const { place = '', road = '' } = input;
  // most places are named after their road
  const where = place.includes(road) ? place : [place, road].filter(Boolean).join(' · ');
  const latest = Math.max(...pictures.map(({ captureUtcMs }) => captureUtcMs));
  const { dwellMs, zoneId } = facts;
  const fields = [
    ['地点 Place', where],
    ['设备 Camera / device', input.camera],
    ['末次取证时间 Last picture', timeText(latest, timezone)],
    ['区域 Zone', typeof zoneId === 'string' ? zoneId : ''],
    ['停留 Dwell', typeof dwellMs === 'number' ? durationText(dwellMs) : ''],
  ] as const;
  let x = PAD;
  const parts = fields.map(([name, value], index) => {
    const at = x;
    const width = (COLUMNS[index] ?? 0) * (rect.width - 2 * PAD);
    x += width;
    const maxWidth = Math.round(width - PAD);
    return [
      put(name, { x: at, y: rect.top + 28 }, { size: 18, color: MUTED, maxWidth }),
      put(
        value === '' ? '—' : value,
        { x: at, y: rect.top + 64 },
        { size: 24, bold: true, color: INK, maxWidth },
      ),
    ];
  });
  return Promise.all(parts.flat());
}

/** Number, title, time, the clock that the error is measured against, hash. */
export async function captionText(
  picture: SheetPicture,
  { timezone }: SheetInput,
  place: string,
  rect: Rect,
): Promise<readonly OverlayOptions[]> {
  const left = rect.left + 14;
  const right = rect.left + rect.width - 14;
  const time = timeText(picture.captureUtcMs, timezone);
  const doubt = `${both(methodWords(picture.method))} ±${errorText(picture.utcMaxErrorMs)}`;
  const [upper, lower] = [rect.top + 23, rect.top + 55];
  return Promise.all([
    put(
      `${place}  ${both(picture.title)}`,
      { x: left, y: upper },
      { size: 21, bold: true, color: INK, maxWidth: 470 },
    ),
    put(
      time,
      { x: right, y: upper, align: 'right' },
      { size: 20, bold: true, color: INK, maxWidth: 420 },
    ),
    put(
      `SHA-256 ${picture.sha256.slice(0, 16)}…`,
      { x: left, y: lower },
      { size: 18, color: MUTED, maxWidth: 470 },
    ),
    put(doubt, { x: right, y: lower, align: 'right' }, { size: 18, color: MUTED, maxWidth: 420 }),
  ]);
}

/** The facts as a table of one or two columns, as many as fit. */
export async function panelText(
  { facts }: SheetInput,
  rect: Rect,
): Promise<readonly OverlayOptions[]> {
  const rows = panelFacts(facts);
  const columns = rect.width > WIDE_PANEL ? 2 : 1;
  const fit = Math.floor((rect.height - PANEL_TOP) / PANEL_ROW);
  const most = fit * columns;
  const perColumn = Math.min(fit, Math.ceil(rows.length / columns));
  const shown = rows.length > most ? rows.slice(0, most - 1) : rows;
  const width = (rect.width - (columns + 1) * PAD) / columns;
  const half = Math.round(width / 2 - PAD / 2);
  const cell = (index: number) => ({
    x: rect.left + PAD + Math.floor(index / perColumn) * (width + PAD),
    y: rect.top + PANEL_TOP + (index % perColumn) * PANEL_ROW,
  });
  const value = { size: 21, bold: true, color: INK, maxWidth: half } as const;
  const lines = shown.flatMap(([name, fact], index) => {
    const { x, y } = cell(index);
    return [
      put(both(factWords(name)), { x, y }, { size: 21, color: MUTED, maxWidth: half }),
      put(factText(name, fact), { x: x + width, y, align: 'right' }, value),
    ];
  });
  const rest = rows.length - shown.length;
  const note = `另有 ${rest} 项见 facts.json · ${rest} more in facts.json`;
  if (rest > 0)
    lines.push(
      put(note, cell(shown.length), { size: 18, color: MUTED, maxWidth: Math.round(width) }),
    );
  const title = { x: rect.left + PAD, y: rect.top + 40 };
  lines.push(put('事实信息 Facts', title, { size: 26, bold: true, color: INK }));
  return Promise.all(lines);
}

const OF_ORIGINALS =
  '本图由原始图片派生，原图未作任何改动，以证据包内原图及签名为准。 Derived sheet: the untouched originals and their signature are in the package.';
const OF_COPIES =
  '本图由已遮挡人脸及他车号牌的审阅副本派生，以证据包内未改动的原图及签名为准。 Derived from review copies (heads, other plates hidden); the untouched originals are in the package.';

/** What the sheet is, and what the lines in its pictures mean. */
export async function footerText(
  { redacted, pictures }: SheetInput,
  rect: Rect,
): Promise<readonly OverlayOptions[]> {
  const y = rect.top + rect.height / 2;
  const note = redacted === true ? OF_COPIES : OF_ORIGINALS;
  const hasTrack = pictures.some(({ track = [] }) => track.length > 1);
  const legend = `黄 区域 yellow: zone · 红 目标 red: object${hasTrack ? ' · 蓝 轨迹 blue: way' : ''}`;
  const right = { x: rect.width - PAD, y, align: 'right' } as const;
  return Promise.all([
    put(note, { x: PAD, y }, { size: 18, color: PALE, maxWidth: 1270 }),
    put(legend, right, { size: 18, color: WHITE, maxWidth: 560 }),
  ]);
}
