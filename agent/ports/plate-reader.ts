import type { PlateSight } from '../core/plates/sight.ts';

/** Reads number plates in pictures of single vehicles. */
export interface PlateReader extends AsyncDisposable {
  readonly info: { readonly name: string; readonly sha256: string };
  /**
   * Plates and enlarged numbers on one vehicle, the surest first; frames in pixels of the crop. `pixels`: RGB,
   * 8 bit, rows top down. Throws AgentError 'model/failed'.
   */
  read(crop: {
    readonly pixels: Uint8Array;
    readonly width: number;
    readonly height: number;
  }): Promise<readonly PlateSight[]>;
}
