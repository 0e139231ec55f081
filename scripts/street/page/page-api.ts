/// <reference lib="dom" />
import type { FrameState, SceneDescription } from './contract.ts';

/** A rectangle of pixels, from the picture's upper left corner. */
export interface Region {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What the page offers to the program that opened it. */
interface PageApi {
  load(scene: SceneDescription): Promise<void>;
  /**
   * Draws a picture and posts the RGBA bytes of every region that changed, one after the other, to
   * `/pixels/<number>`. `whole` draws everything anew.
   */
  frame(state: FrameState, number: number, whole?: boolean): Promise<readonly Region[]>;
}

declare global {
  interface Window {
    street: PageApi;
  }
}
