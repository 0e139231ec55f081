import type { Split } from '../assets/asset.ts';
import type { Scenario } from '../world/scenario.ts';

export type Scene = 'parking' | 'stall' | 'truck';

/** A kind of story, told differently for every seed. The same seed and split tell the same story. */
export interface Family {
  readonly id: string;
  readonly scene: Scene;
  /** One sentence for people. */
  readonly about: string;
  /** How many stories of it the rendered suite holds. */
  readonly films: number;
  make(seed: number, split: Split): Scenario;
}
