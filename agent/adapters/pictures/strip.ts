import sharp, { type OverlayOptions } from 'sharp';
import { AgentError } from '../../ports/errors.ts';
import type { SheetInput, SheetPicture } from './sheet-input.ts';
import { both, errorText, methodWords, timeText, violationWords } from './sheet-words.ts';
import { renderText } from './text.ts';

/** A picture with its band, as a JPEG, and its size in pixels. */
export interface Strip {
  readonly jpeg: Buffer;
  readonly width: number;
  readonly height: number;
}

/** Narrower than this the band would hold no hash; a smaller picture stands in the middle above it. */
const LEAST_WIDTH = 1280;
/** Read at half its size, too. */
const TEXT = 30;
const LINE = 46;
const PAD = 24;
const INK = '#14202c';
const GROUND = '#ffffff';
const RULE = '#c8102e';
const RULE_HEIGHT = 6;

type Line = readonly [left: string, right: string];

/** What the band says, line by line. */
export function stripLines(
  picture: SheetPicture,
  input: SheetInput,
  place: string,
): readonly Line[] {
  const { place: at = '', road = '', timezone, camera, evidenceId, violation } = input;
  const where = [road, at].filter(Boolean).join(' · ');
  const doubt = `${both(methodWords(picture.method))} ±${errorText(picture.utcMaxErrorMs)}`;
  return [
    [both(violationWords(violation)), `图 Picture ${place} · ${both(picture.title)}`],
    [`时间 Time ${timeText(picture.captureUtcMs, timezone)}`, doubt],
    [`地点 Place ${where === '' ? '—' : where}`, `设备 Device ${camera}`],
    [`证据编号 Evidence No. ${evidenceId}`, input.redacted === true ? '审阅副本 Review copy' : ''],
    [`原图 Original SHA-256 ${picture.sha256}`, ''],
  ];
}

/**
 * The picture as it is, with a band below it: kind, time to the millisecond, place, device, evidence number and
 * the hash of the original, in Chinese and English. Throws AgentError 'evidence/incomplete' for a picture that
 * cannot be decoded.
 */
export async function pictureStrip(input: SheetInput, index: number): Promise<Strip> {
  const picture = input.pictures[index];
  if (picture === undefined)
    throw new AgentError('evidence/incomplete', `there is no picture ${index + 1} for a strip`);
  const shown = await sharp(picture.jpeg)
    .metadata()
    .catch((error: unknown) => {
      const message = `the picture "${picture.title.en}" cannot be decoded`;
      throw new AgentError('evidence/incomplete', message, { title: picture.title.en }, error);
    });
  const width = Math.max(LEAST_WIDTH, shown.width);
  const lines = stripLines(picture, input, `${index + 1}/${input.pictures.length}`);
  const texts = await Promise.all(
    lines.map((line, row) =>
      lineText(line, { width, y: shown.height + RULE_HEIGHT + PAD / 2 + (row + 0.5) * LINE }),
    ),
  );
  const height = shown.height + RULE_HEIGHT + PAD + lines.length * LINE;
  const left = Math.floor((width - shown.width) / 2);
  const rule = { width, height: RULE_HEIGHT, channels: 3, background: RULE } as const;
  const jpeg = await sharp({ create: { width, height, channels: 3, background: GROUND } })
    .composite([
      { input: Buffer.from(picture.jpeg), left, top: 0 },
      { input: { create: rule }, left: 0, top: shown.height },
      ...texts.flat(),
    ])
    .jpeg({ quality: 88, chromaSubsampling: '4:4:4' })
    .toBuffer();
  return { jpeg, width, height };
}

/** One line: what is left gets the room that the right one leaves. */
async function lineText(
  [left, right]: Line,
  { width, y }: { readonly width: number; readonly y: number },
): Promise<readonly OverlayOptions[]> {
  const room = width - 2 * PAD;
  const style = { size: TEXT, color: INK };
  const second =
    right === '' ? undefined : await renderText(right, { ...style, maxWidth: room / 2 });
  const rest = room - (second === undefined ? 0 : second.width + PAD);
  const first = await renderText(left, { ...style, bold: right !== '', maxWidth: rest });
  const top = Math.round(y - first.height / 2);
  return [
    { input: first.data, left: PAD, top },
    ...(second === undefined
      ? []
      : [{ input: second.data, left: width - PAD - second.width, top }]),
  ];
}
