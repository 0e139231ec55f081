import type { Frame } from '../../agent/ports/frame-source.ts';

const BITS = 48;

/**
 * The time that a live mount of the RTSP server shows in its pictures (see rtsp-server.py), milliseconds
 * since 1970; of a frame of the whole picture.
 */
export function shownTime({ pixels, input, content, picture }: Frame): number {
  const scale = content.width / picture.width;
  const block = Math.floor(picture.width / BITS) * scale;
  const row = Math.floor(content.height / 16);
  let shown = 0;
  for (let bit = 0; bit < BITS; bit += 1) {
    const x = Math.floor((bit + 0.5) * block);
    shown = shown * 2 + ((pixels[(row * input.width + x) * 3] ?? 0) > 127 ? 1 : 0);
  }
  return shown;
}
