import {
  type CameraPlan,
  type CameraState,
  INITIAL_CAMERA,
  type RuleChange,
  stepCamera,
} from '../../../agent/core/camera/step-camera.ts';
import type { LookAnswer } from '../../../agent/core/rules/rule.ts';
import type { ScoredEvent } from '../../../agent/core/scoring/scored.ts';
import type { Track } from '../../../agent/core/tracking/track.ts';
import type { DetectorNoise } from '../noise/detector-noise.ts';
import type { LookNoise } from '../noise/look-noise.ts';
import { type NoiseState, noisyDetections, type Seeing } from '../noise/noisy-detections.ts';
import { type LooksState, NO_LOOKS, noisyLooks } from '../noise/noisy-looks.ts';
import type { TruthFrame } from '../truth/frame.ts';
import { random } from '../world/random.ts';
import { localAt, START_UTC_MS } from './clock.ts';

/** As many looks as the agent lets wait (agent/app/looks.ts). */
const MAX_WAITING = 16;

export interface AgentSetup {
  readonly camera: string;
  readonly seed: number;
  readonly plan: CameraPlan;
  readonly noise: DetectorNoise;
  readonly looks: LookNoise;
}

/** The agent's camera, from detections on, behind a detector and a reader made of noise. */
export class AgentUnderTest {
  readonly #setup: AgentSetup;
  readonly #labels: readonly string[];
  readonly #chance: () => number;
  readonly #lookChance: () => number;
  #noise: NoiseState | undefined;
  #looks: LooksState = NO_LOOKS;
  #answers: readonly LookAnswer[] = [];
  #state: CameraState = INITIAL_CAMERA;
  readonly events: ScoredEvent[] = [];

  constructor(setup: AgentSetup) {
    const { seed, camera, plan } = setup;
    this.#setup = setup;
    this.#labels = plan.rules.flatMap(({ rule }) => (rule.type === 'attribute' ? rule.labels : []));
    this.#chance = random(seed, camera, 'detector');
    this.#lookChance = random(seed, camera, 'reader');
  }

  get state(): CameraState {
    return this.#state;
  }

  /** What a restart does: the state goes through JSON. */
  restart(): void {
    this.#state = JSON.parse(JSON.stringify(this.#state)) as CameraState;
  }

  /** One picture. Gives the tracks that were seen in it. */
  step(frame: TruthFrame, seeing: Seeing): readonly Track[] {
    const { plan, noise, looks } = this.#setup;
    const { atMs } = frame;
    const found = noisyDetections(noise, this.#noise, frame, seeing, this.#chance);
    this.#noise = found.state;
    const step = stepCamera(plan, this.#state, {
      mediaMs: atMs,
      utcMs: START_UTC_MS + atMs,
      local: localAt(atMs),
      detections: found.detections,
      looks: this.#answers,
      idOf: (utcMs, ...parts) => `${utcMs}/${parts.join('/')}`,
    });
    this.#state = step.state;
    this.events.push(...step.changes.flatMap((change) => this.#eventOf(change)));
    const labels = { labels: this.#labels, maxWaiting: MAX_WAITING };
    const seen = { frame, tracks: step.tracks, seeing };
    const looked = noisyLooks(looks, labels, this.#looks, seen, this.#lookChance);
    this.#looks = looked.state;
    this.#answers = looked.answers;
    return step.tracks;
  }

  /** Confirmed, suspected and cleared, whether the platform is told or a storm keeps it silent. */
  #eventOf({ stage, episode, atMs, outcome, ruleId }: RuleChange): ScoredEvent[] {
    if (stage === 'updated') return [];
    const { subject, facts } = episode;
    const dwellMs = facts['dwellMs'];
    return [
      {
        ...{ id: `${episode.id}/${episode.revision}/${stage}`, episode: episode.id },
        ...{ camera: this.#setup.camera, kind: ruleId, stage, box: subject.box },
        atUtcMs: START_UTC_MS + atMs,
        ...(typeof dwellMs === 'number' && { dwellMs }),
        ...(outcome !== undefined && { outcome }),
      },
    ];
  }
}
