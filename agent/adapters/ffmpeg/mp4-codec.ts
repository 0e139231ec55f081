/**
 * The codec string of a sample entry (RFC 6381; ISO/IEC 14496-15 annex E for HEVC), or the entry's own
 * name for codecs that need no more. An `hev1` entry is named `hvc1`, as which clips are written.
 */
export function codecString(entry: string, boxes: ReadonlyMap<string, Buffer>): string {
  const avc = boxes.get('avcC');
  if (avc !== undefined && avc.length >= 4) return `avc1.${avc.toString('hex', 1, 4)}`;
  const hevc = boxes.get('hvcC');
  if (hevc !== undefined && hevc.length >= 13) return hevcString(hevc);
  return entry.trim();
}

function hevcString(hvcc: Buffer): string {
  const first = hvcc.readUInt8(1);
  const space = ['', 'A', 'B', 'C'][first >> 6] ?? '';
  const tier = (first & 0x20) === 0 ? 'L' : 'H';
  const compatibility = reverseBits(hvcc.readUInt32BE(2)).toString(16).toUpperCase();
  const constraints = [...hvcc.subarray(6, 12)];
  while (constraints.at(-1) === 0) constraints.pop();
  const profile = `${space}${first & 0x1f}.${compatibility}.${tier}${hvcc.readUInt8(12)}`;
  return [`hvc1.${profile}`, ...constraints.map((byte) => byte.toString(16).toUpperCase())].join(
    '.',
  );
}

function reverseBits(word: number): number {
  let reversed = 0;
  for (let bit = 0; bit < 32; bit += 1) reversed = (reversed << 1) | ((word >>> bit) & 1);
  return reversed >>> 0;
}
