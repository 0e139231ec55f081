import { expect, test } from 'vitest';
import { lackIn } from '../../../agent/core/health/decoder-words.ts';

// as ffmpeg of 2018 (a static build) and 5.1 (Debian) wrote them of streams that had lost packets
test.each([
  [
    'H.264, both',
    '[h264 @ 0xd329a00] [info] concealing 1309 DC, 1309 AC, 1309 MV errors in P frame',
  ],
  ['H.264, both', '[h264 @ 0x557897a1c100] [error] error while decoding MB 43 32, bytestream -10'],
  ['H.264, both', '[h264 @ 0x557897a1c100] [error] cabac decode of qscale diff failed at 55 30'],
  ['H.264, both', '[h264 @ 0x56050e07e800] [error] Missing reference picture, default is 65562'],
  ['H.264, both', '[h264 @ 0x56050e07e800] [error] reference picture missing during reorder'],
  ['H.264, both', '[h264 @ 0x56050e07e800] [error] non-existing PPS 0 referenced'],
  ['H.264, both', '[h264 @ 0xd2ec980] [error] decode_slice_header error'],
  ['H.264, both', '[h264 @ 0xd2ec980] [error] no frame!'],
  ['5.1', '[warning] async:pipe:6: corrupt decoded frame in stream 0'],
  ['H.265, both', '[hevc @ 0x1badd200] [error] Could not find ref with POC 27'],
  ['H.265, 5.1', '[hevc @ 0x5654c4583240] [error] CABAC_MAX_BIN : 7'],
  [
    'H.265, both',
    '[hevc @ 0x3d2c7980] [error] The cu_qp_delta -30 is outside the valid range [-26, 25].',
  ],
  ['H.265, both', '[hevc @ 0x3d2c7980] [error] PPS id out of range: 0'],
  ['H.265, both', '[hevc @ 0x3d2c7980] [warning] Error parsing NAL unit #1.'],
  [
    'MJPEG, both',
    '[mjpeg @ 0x56226009b5c0] [warning] mjpeg_decode_dc: bad vlc: 0:1 (0x56226009d668)',
  ],
  ['MJPEG, both', '[mjpeg @ 0x56226009b5c0] [error] error y=24 x=13'],
  ['both', '[error] Error while decoding stream #0:0: Invalid data found when processing input'],
])('the decoder lacks data (%s): %s', (_, line) => {
  expect(lackIn(line)).toBe('decoder');
});

test.each([
  ['RTSP through UDP, both', '[rtsp @ 0x557161549200] [warning] RTP: missed 1 packets'],
  [
    'MPEG-TS, 5.1',
    '[mpegts @ 0x55912f940940] [warning] Packet corrupt (stream = 0, dts = 306000).',
  ],
  ['MPEG-TS, 5.1', '[warning] http://cam/1.ts: corrupt input packet in stream 0'],
])('the transport lacks data (%s): %s', (_, line) => {
  expect(lackIn(line)).toBe('transport');
});

test.each([
  '[mp4 @ 0x557897a1] [warning] Non-monotonous DTS in output stream 2:0; previous: 0, current: 0; changing to 1. This may result in incorrect timestamps in the output file.',
  '[mp4 @ 0x557897a1] [warning] Invalid DTS: 92170 PTS: 89910 in output stream 2:0, replacing by guess',
  '[mp4 @ 0x2ac0] [warning] Timestamps are unset in a packet for stream 0. This is deprecated and will stop working in the future. Fix your code to set the timestamps properly',
  '[mp4 @ 0x2ac0] [warning] Unable to write PRFT, first PTS is invalid',
  '[rtsp @ 0x557161549200] [warning] max delay reached. need to consume packet',
  '[rtsp @ 0x557161549200] [verbose] setting jitter buffer size to 500',
  '[h264 @ 0x557897a1c100] [verbose] Reinit context to 960x544, pix_fmt: yuv420p',
  '[h264 @ 0x56050e07e800] [error] co located POCs unavailable',
  '[h264 @ 0x56050e07e800] [error] mmco: unref short failure',
  '[hevc @ 0x3d2c7980] [warning] Truncating likely oversized PPS (70510 > 4096)',
  '[warning] The bitrate parameter is set too low. It takes bits/s as argument, not kbits/s',
  '[verbose]   Input stream #0:0 (video): 205 packets read (3627879 bytes); 205 frames decoded; ',
  '[info]     title           : Session streamed with GStreamer',
])('no damage: %s', (line) => {
  expect(lackIn(line)).toBeUndefined();
});
