import type { GateMedia } from './gate-input.ts';

/** How many bytes of a file surely hold the head of a camera's or our own picture. */
export const PICTURE_HEAD_BYTES = 256 * 1024;

/** Size in pixels, and bits of colour (alpha not counted), as the file itself says. */
export interface PictureHead {
  readonly width: number;
  readonly height: number;
  readonly bits: number;
}

/**
 * Reads the head of a JPEG (ITU-T T.81 annex B, frame header) or PNG (IHDR). Undefined when it is neither,
 * or the frame header does not come within the bytes given.
 */
export function readPictureHead(bytes: Uint8Array): PictureHead | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length >= 26 && view.getUint32(0) === 0x89504e47) return pngHead(view);
  return bytes.length >= 4 && view.getUint16(0) === 0xffd8 ? jpegHead(view) : undefined;
}

/** Conditions of GA/T 832 on the file of an original panorama: at least 24 bits of colour. */
export function unmetColour({ id, role, derivedFrom }: GateMedia, head: PictureHead): string[] {
  const counts = derivedFrom === undefined && role.startsWith('panorama');
  return counts && head.bits < 24
    ? [`picture: ${id} has ${head.bits} bits of colour, must be 24`]
    : [];
}

function pngHead(view: DataView): PictureHead {
  const channels = [2, 6].includes(view.getUint8(25)) ? 3 : 1;
  return {
    width: view.getUint32(16),
    height: view.getUint32(20),
    bits: view.getUint8(24) * channels,
  };
}

function jpegHead(view: DataView): PictureHead | undefined {
  let at = 2;
  while (at + 10 <= view.byteLength) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    if (isFrame(marker))
      return {
        height: view.getUint16(at + 5),
        width: view.getUint16(at + 7),
        bits: view.getUint8(at + 4) * view.getUint8(at + 9),
      };
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2); // 0xff twice is filling
  }
  return undefined;
}

/** SOF0 to SOF15, without the tables (DHT, JPG, DAC) that stand between them. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}
