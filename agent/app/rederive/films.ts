import type { OpenedClaims } from '../../adapters/evidence/open-claims.ts';
import {
  ClipDecoder,
  type ClipFrames,
  codecNotDecoded,
} from '../../adapters/ffmpeg/clip-decoder.ts';
import { type Check, open, wrong } from '../../core/rederive/check.ts';
import type { ClaimedMedia } from '../../core/rederive/claims.ts';
import { AgentError } from '../../ports/errors.ts';

/** A clip of a package, decoded, with the hashes of its pictures. */
export interface Film {
  readonly media: ClaimedMedia;
  readonly decoder: ClipDecoder;
  readonly frames: ClipFrames;
}

/** Which ffmpeg decodes, for messages. */
export interface Decoding {
  readonly path: string;
  readonly version: string;
}

/** The clips of one package, each decoded once. */
export class Films {
  readonly #opened: OpenedClaims;
  readonly #ffmpeg: Decoding;
  readonly #films = new Map<string, Promise<Film | Check>>();

  constructor(opened: OpenedClaims, ffmpeg: Decoding) {
    this.#opened = opened;
    this.#ffmpeg = ffmpeg;
  }

  /** The clip of this id, or why there is nothing to be had of it. */
  film(id: string): Promise<Film | Check> {
    const film = this.#films.get(id) ?? this.#decode(id);
    this.#films.set(id, film);
    return film;
  }

  async #decode(id: string): Promise<Film | Check> {
    const media = this.#opened.claims.media.find((one) => one.id === id);
    const path = media && (await this.#opened.copy(media.file));
    if (media === undefined || path === undefined)
      return open(id, `${id} is named, but is not in the package`);
    const decoder = new ClipDecoder(path, this.#ffmpeg.path);
    try {
      return { media, decoder, frames: await decoder.frames() };
    } catch (error) {
      if (!(error instanceof AgentError)) throw error;
      return this.#undecoded(id, error);
    }
  }

  #undecoded(id: string, { message, facts }: AgentError): Check {
    const words = String(facts['tail'] ?? '');
    const codec = codecNotDecoded(words);
    const { path, version } = this.#ffmpeg;
    if (codec !== undefined)
      return open(
        id,
        `${id} cannot be decoded here: ${path} (${version}) has no decoder for its codec (${codec}); set FFMPEG_PATH to one that has`,
      );
    return wrong(id, `${id} cannot be decoded: ${message}: ${words.trim().split('\n').at(-1)}`);
  }
}

export function isFilm(one: Film | Check): one is Film {
  return 'decoder' in one;
}
