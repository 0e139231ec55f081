/**
 * The ffmpeg output options under which a stream copy on a pipe keeps the stream's own clock: one fragment
 * per picture, whose tfdt is the absolute decoding time.
 *
 * Without `frag_discont` the mp4 muxer counts from 0 whatever -copyts says, and without the two options
 * before it ffmpeg shifts the times so that the first is 0 (seen with builds of 2018 and 2022).
 */
export function ringOutput(has: { readonly writePrft: boolean }): string[] {
  const times = ['-copyts', '-avoid_negative_ts', 'disabled', '-use_editlist', '0'];
  const flags = 'frag_every_frame+empty_moov+default_base_moof+frag_discont';
  const prft = has.writePrft ? ['-write_prft', 'wallclock'] : [];
  const mp4 = ['-f', 'mp4', '-movflags', flags, ...prft, '-flush_packets', '1'];
  return ['-c:v', 'copy', '-an', ...times, ...mp4];
}
