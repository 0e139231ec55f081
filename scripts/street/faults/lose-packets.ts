import { Transform } from 'node:stream';
import { random } from '../world/random.ts';

/** MPEG transport stream, ISO/IEC 13818-1: packets of 188 bytes. */
const PACKET = 188;
const TICKS_PER_S = 90_000;
/** Below this identifier lie tables, which a decoder needs to begin at all. */
const FIRST_STREAM = 0x100;

/** Passes a transport stream on and loses `share` of its packets, in bursts, once its pictures reach `fromS`. */
export function losePackets(share: number, fromS: number, seed: number): Transform {
  const isLost = lossOf(share, fromS, random(seed, 'loss'));
  let rest: Buffer = Buffer.alloc(0);
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const all = Buffer.concat([rest, chunk]);
      const whole = all.length - (all.length % PACKET);
      const kept: Buffer[] = [];
      for (let at = 0; at < whole; at += PACKET) {
        const packet = all.subarray(at, at + PACKET);
        if (!isLost(packet)) kept.push(packet);
      }
      rest = all.subarray(whole);
      done(null, Buffer.concat(kept));
    },
  });
}

/** Bursts of one to seven packets: what a datagram carries. */
function lossOf(share: number, fromS: number, draw: () => number): (packet: Buffer) => boolean {
  let firstS: number | undefined;
  let isLossy = false;
  let burst = 0;
  return (packet) => {
    const s = secondsOf(packet);
    firstS ??= s;
    if (s !== undefined && firstS !== undefined && s - firstS >= fromS) isLossy = true;
    if (isLossy && burst === 0 && draw() < share / 4) burst = 1 + Math.floor(draw() * 7);
    const isHit = burst > 0;
    if (isHit) burst -= 1;
    return isHit && pidOf(packet) >= FIRST_STREAM;
  };
}

function pidOf(packet: Buffer): number {
  return packet.readUInt16BE(1) & 0x1fff;
}

/** The presentation time that a packet begins with, if it begins one. */
function secondsOf(packet: Buffer): number | undefined {
  const isStart = (packet.readUInt8(1) & 0x40) !== 0 && pidOf(packet) >= FIRST_STREAM;
  if (!isStart) return undefined;
  const hasField = (packet.readUInt8(3) & 0x20) !== 0;
  const at = 4 + (hasField ? 1 + packet.readUInt8(4) : 0);
  if (at + 14 > PACKET || packet.readUIntBE(at, 3) !== 1) return undefined;
  if ((packet.readUInt8(at + 7) & 0x80) === 0) return undefined;
  const high = (packet.readUInt8(at + 9) >> 1) & 7;
  const middle = packet.readUInt16BE(at + 10) >> 1;
  const low = packet.readUInt16BE(at + 12) >> 1;
  return (high * 2 ** 30 + middle * 2 ** 15 + low) / TICKS_PER_S;
}
