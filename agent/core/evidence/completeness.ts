import type { GateInput } from './gate-input.ts';
import { unmetClock, unmetDossier, unmetOrigin } from './gate-papers.ts';
import { unmetPanoramas, unmetRoles, unmetTimes } from './gate-pictures.ts';

const CHECKS: readonly ((input: GateInput) => string[])[] = [
  unmetRoles,
  unmetPanoramas,
  unmetTimes,
  unmetClock,
  unmetDossier,
  unmetOrigin,
];

export interface EvidenceUse {
  readonly evidenceUse: 'clue' | 'penalty';
  /** The conditions that do not hold, in words; empty for a penalty. */
  readonly why: readonly string[];
}

/**
 * What the evidence may be used for: `penalty` only while every condition holds (GA/T 832-2014 pictures and
 * clock, dossier of the camera, origin of the decision), else `clue` with all that is missing.
 * `unmet`: conditions that the caller knows not to hold.
 */
export function assessUse(input: GateInput, unmet: readonly string[] = []): EvidenceUse {
  const why = [...new Set([...CHECKS.flatMap((check) => check(input)), ...unmet])];
  return { evidenceUse: why.length === 0 ? 'penalty' : 'clue', why };
}
