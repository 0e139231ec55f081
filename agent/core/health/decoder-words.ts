/** Who noticed that data are missing: the decoder in what it decoded, or the transport in what came. */
export type Lack = 'decoder' | 'transport';

/**
 * What ffmpeg says of a picture that lacks data: the words of 2018 and of 5.1, which are the same but for 'corrupt
 * decoded frame'. H.264 is told picture by picture. The decoder of H.265 notices only what breaks its own
 * reading; where the transport counts packets, it notices more.
 */
const WORDS: Readonly<Record<Lack, readonly RegExp[]>> = {
  decoder: [
    /\] (concealing \d+ DC, \d+ AC,|error while decoding MB|cabac decode of .* failed at) /,
    /\] (Missing reference picture|reference picture missing|non-existing [SP]PS|decode_slice_header error|no frame!)/,
    /\] (Could not find ref with POC|CABAC_MAX_BIN :|The cu_qp_delta -?\d+ is outside|PPS id out of range:|Error parsing NAL unit) /,
    /\] (mjpeg_decode_dc: bad vlc:|error y=\d+ x=\d+)/,
    /\] Error while decoding stream #|[:\]] corrupt decoded frame/,
  ],
  transport: [
    /\] RTP: missed \d+ packets/,
    /\] Packet corrupt \(stream =|: corrupt input packet in stream /,
  ],
};

/**
 * Whether a line of ffmpeg (`-loglevel level+verbose`) says that a picture lacks data, and who says it. Times out of
 * order are no damage, nor is what cameras write wrongly all the time into streams that decode well. Pure.
 */
export function lackIn(line: string): Lack | undefined {
  const isSaidBy = (lack: Lack) => WORDS[lack].some((words) => words.test(line));
  return isSaidBy('decoder') ? 'decoder' : isSaidBy('transport') ? 'transport' : undefined;
}
