import sharp from 'sharp';
import { EVENT_COLOR, TILE, TRUTH_COLOR } from './fault-tile.ts';
import { renderText } from './text.ts';

const GAP = 16;
const HEADER = 84;
const COLUMNS = 4;

/**
 * Tiles made by `faultTile` as one JPEG, four in a row, below a title and the meaning of the colours. The
 * caller bounds their number: at 48 the sheet has 2000 x 4444 pixels.
 */
export async function faultSheet(title: string, tiles: readonly Buffer[]): Promise<Buffer> {
  const columns = Math.min(COLUMNS, Math.max(2, tiles.length));
  const rows = Math.ceil(tiles.length / columns);
  const width = GAP + columns * (TILE.width + GAP);
  const height = HEADER + GAP + rows * (TILE.height + GAP);
  const maxWidth = width - 2 * GAP;
  const bold = { size: 26, color: '#ffffff', bold: true, maxWidth };
  const [name, truth, event] = await Promise.all([
    renderText(title, bold),
    renderText('green: what is true', { size: 18, color: TRUTH_COLOR, maxWidth }),
    renderText('red, dashed: what was reported', { size: 18, color: EVENT_COLOR, maxWidth }),
  ]);
  const placed = tiles.map((input, at) => ({
    input,
    left: GAP + (at % columns) * (TILE.width + GAP),
    top: HEADER + GAP + Math.floor(at / columns) * (TILE.height + GAP),
  }));
  const header = { width, height: HEADER, channels: 3, background: '#12314f' } as const;
  return sharp({ create: { width, height, channels: 3, background: '#d5dce3' } })
    .composite([
      { input: { create: header }, left: 0, top: 0 },
      { input: name.data, left: GAP, top: 10 },
      { input: truth.data, left: GAP, top: 50 },
      { input: event.data, left: GAP * 3 + truth.width, top: 50 },
      ...placed,
    ])
    .jpeg({ quality: 88, chromaSubsampling: '4:4:4' })
    .toBuffer();
}
