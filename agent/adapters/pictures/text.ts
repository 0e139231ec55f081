import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

export interface TextStyle {
  /** Size of the letters, in pixels. */
  readonly size: number;
  readonly color: string;
  readonly bold?: boolean;
  /** Text that would be wider is set smaller, then cut with an ellipsis. In pixels. */
  readonly maxWidth?: number;
}

export interface TextImage {
  /** PNG with transparent ground. */
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
}

// the font comes from the registry, so that a machine without any font can write Chinese
const FONTS = join(
  dirname(createRequire(import.meta.url).resolve('@embedpdf/fonts-sc')),
  '..',
  'fonts',
);
// a box without fonts has no fontconfig file either, and libvips would complain at every sheet
process.env['FONTCONFIG_FILE'] ??= fileURLToPath(
  new URL('../../../config/fonts.conf', import.meta.url),
);
const FAMILY = 'Noto Sans S Chinese';
const LEAST_SHRINK = 0.72;

/** One line of text as a picture; lines of one size have one height (to a pixel), whatever is in them. */
export async function renderText(text: string, style: TextStyle): Promise<TextImage> {
  const image = await draw(text, style, style.size);
  const { maxWidth } = style;
  if (maxWidth === undefined || image.width <= maxWidth) return image;
  const fitting = style.size * Math.max(LEAST_SHRINK, maxWidth / image.width);
  let letters = [...text];
  let smaller = await draw(text, style, fitting);
  while (smaller.width > maxWidth && letters.length > 1) {
    const share = (maxWidth / smaller.width) * 0.98;
    letters = letters.slice(0, Math.max(1, Math.min(letters.length - 1, letters.length * share)));
    smaller = await draw(`${letters.join('')}…`, style, fitting);
  }
  return smaller;
}

async function draw(text: string, { bold, color }: TextStyle, size: number): Promise<TextImage> {
  // the picture is cropped to its ink: an invisible bar gives every line the same top and bottom
  const bar = '<span alpha="1">|</span>';
  const { data, info } = await sharp({
    text: {
      text: `<span foreground="${color}">${escaped(text)}${bar}</span>`,
      font: `${FAMILY}${bold === true ? ' Bold' : ''} ${size.toFixed(1)}`,
      fontfile: join(FONTS, bold === true ? 'NotoSansHans-Bold.otf' : 'NotoSansHans-Regular.otf'),
      dpi: 72,
      rgba: true,
    },
  })
    .png()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/** For Pango markup and SVG; control characters are no XML and become spaces. */
export function escaped(text: string): string {
  return text
    .replaceAll(/\p{Cc}/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
