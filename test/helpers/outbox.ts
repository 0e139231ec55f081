import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../agent/adapters/clock/clock.ts';
import { idOf } from '../../agent/adapters/clock/ids.ts';
import { encodeEvent } from '../../agent/core/events/cloud-event.ts';
import { violationEvent } from '../../agent/core/events/violation.ts';
import type { Log } from '../../agent/ports/log.ts';
import type { OutboxEntry } from '../../agent/ports/outbox.ts';

export const clock = systemClock('Asia/Shanghai');

/** A log that keeps what it was told. */
export function memoryLog(): Log & { readonly lines: string[] } {
  const lines: string[] = [];
  const write = (level: string) => (facts: object, message: string) => {
    lines.push(`${level} ${message} ${JSON.stringify(facts)}`);
  };
  const log = {
    lines,
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    child: () => log,
  };
  return log;
}

const STAGES = ['suspected', 'confirmed', 'updated', 'cleared'] as const;

/** A real violation event: step `step` (0 to 3) of an episode. */
export function violationEntry(
  episode: string,
  step: number,
  target = 'city',
): OutboxEntry & { kind: 'event' } {
  const stage = STAGES[step % STAGES.length] ?? 'updated';
  const utcMs = 1_780_000_000_000 + step;
  const id = idOf(utcMs, episode, step);
  const event = violationEvent(
    {
      id,
      site: 'east',
      node: 'box-1',
      time: '2026-06-01T10:00:00.000+08:00',
      sequence: step + 1,
    },
    idOf(utcMs, episode),
    {
      kind: 'sidewalk-parking',
      stage,
      evidenceUse: 'clue',
      camera: 'gate',
      zone: { id: 'kerb', kind: 'sidewalk' },
      clock: { method: 'arrival', maxErrorMs: 900 },
      facts: { dwellMs: 300_000 + step },
    },
  );
  return {
    kind: 'event',
    id,
    target,
    group: episode,
    createdUtcMs: utcMs,
    topic: 'evt/gate',
    body: encodeEvent(event),
  };
}

/** The least of an event, in a group of its own. */
export function eventEntry(id: string, target = 'city'): OutboxEntry & { kind: 'event' } {
  const place = { target, group: `event ${id}`, createdUtcMs: 1000 };
  return { kind: 'event', id, ...place, topic: 'evt/gate', body: '{}' };
}

/** A file of a package: `package/name`. */
export function fileEntry(
  id: string,
  sha256: string,
  path = '/nowhere',
): OutboxEntry & { kind: 'media' } {
  const place = { target: 'city', group: id, createdUtcMs: 1000 };
  return { kind: 'media', id, ...place, path, sha256, bytes: 9, mime: 'image/jpeg', name: id };
}

/** A directory that goes with the block. */
export function scratch(): Disposable & { readonly path: string } {
  const path = mkdtempSync(join(tmpdir(), 'sw-test-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}
