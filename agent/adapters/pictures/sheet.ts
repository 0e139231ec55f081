import sharp from 'sharp';
import { AgentError } from '../../ports/errors.ts';
import type { SheetInput } from './sheet-input.ts';
import { pictureOverlay } from './sheet-picture.ts';
import { planSheet, type Rect, type SheetPlan } from './sheet-plan.ts';
import { captionText, footerText, headerText, panelText, stripText } from './sheet-text.ts';

/** The sheet as a JPEG file, and its size in pixels. */
export interface Sheet {
  readonly jpeg: Buffer;
  readonly width: number;
  readonly height: number;
}

/**
 * The 2 x 2 sheet for a reviewer's first look, in Chinese and English: up to four pictures with zone and
 * box drawn on copies, and the facts where fewer pictures leave room. It is derived and proves nothing by
 * itself. Throws AgentError 'evidence/incomplete' without a picture, or with one that cannot be decoded.
 */
export async function evidenceSheet(input: SheetInput): Promise<Sheet> {
  const { pictures } = input;
  if (pictures.length === 0)
    throw new AgentError('evidence/incomplete', 'a sheet needs at least one picture, got none');
  const plan = planSheet(pictures.length);
  const cells = plan.cells.map(async ({ picture, caption }, index) => {
    const shown = pictures[index];
    if (shown === undefined) return [];
    const place = `${index + 1}/${pictures.length}`;
    const copy = await pictureOverlay(shown, picture);
    return [...copy, ...(await captionText(shown, input, place, caption))];
  });
  const parts = await Promise.all([
    headerText(input, plan.header),
    stripText(input, plan.strip),
    ...cells,
    plan.panel === undefined ? [] : panelText(input, plan.panel),
    footerText(input, plan.footer),
  ]);
  const jpeg = await sharp(ground(plan))
    .composite(parts.flat())
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: 92, chromaSubsampling: '4:4:4' })
    .toBuffer();
  return { jpeg, width: plan.width, height: plan.height };
}

/** Everything flat behind pictures and text. */
function ground({ width, height, header, strip, footer, cells, panel }: SheetPlan): Buffer {
  const fill = (rect: Rect, color: string, extra = ''): string =>
    `<rect x="${rect.left}" y="${rect.top}" width="${rect.width}" height="${rect.height}" fill="${color}" ${extra}/>`;
  const line = 'stroke="#c3ccd4" stroke-width="1"';
  const captions = cells.map(({ caption }) => fill(caption, '#ffffff', line));
  const facts = panel === undefined ? '' : fill(panel, '#ffffff', line);
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">` +
      fill({ left: 0, top: 0, width, height }, '#e9edf1') +
      fill(header, '#12314f') +
      fill({ ...header, top: header.height - 6, height: 6 }, '#c8102e') +
      fill(strip, '#ffffff') +
      fill({ ...strip, top: strip.top + strip.height - 1, height: 1 }, '#c3ccd4') +
      `${captions.join('')}${facts}${fill(footer, '#12314f')}</svg>`,
  );
}
