import { describe, expect, it } from 'vitest';
import type { ScoredEvent } from '../../../agent/core/scoring/scored.ts';
import type { TruthFile } from '../../../agent/core/scoring/truth.ts';
import type { Scene } from '../../../scripts/street/families/family.ts';
import { conditionsOf } from '../../../scripts/street/suite/conditions.ts';
import { footnotes, suiteTable } from '../../../scripts/street/suite/table.ts';
import { tallied, type Watched } from '../../../scripts/street/suite/tally.ts';

const START = '2026-05-12T01:30:00.000Z';
const BOX = { left: 0.4, top: 0.4, right: 0.6, bottom: 0.6 };
const KIND = 'sidewalk-parking';

function truth(camera: string, confirmMs?: number): TruthFile {
  const episode = { id: '1', kind: KIND, fromMs: 5000, places: [{ atMs: 5000, box: BOX }] };
  return {
    ...{ version: 1, camera, startUtc: START, durationMs: 60_000, kinds: [KIND] },
    episodes: confirmMs === undefined ? [] : [{ ...episode, confirmMs }],
  };
}

function confirmed(camera: string, atMs: number): ScoredEvent {
  const atUtcMs = Date.parse(START) + atMs;
  const about = { id: `${camera}-${atMs}`, episode: `${camera}-${atMs}`, camera, kind: KIND };
  return { ...about, stage: 'confirmed', atUtcMs, box: BOX, dwellMs: 15_000 };
}

function film(family: string, scene: Scene, due: number | undefined, at: number[]): Watched {
  const name = `${family}-${at.length}`;
  return {
    ...{ name, family, scene, durationMs: 60_000, shortened: scene === 'truck' ? 1 : 20 },
    conditions: 'by day',
    recording: { truth: truth(name, due), events: at.map((atMs) => confirmed(name, atMs)) },
  };
}

const WATCHED = [
  film('parked', 'parking', 20_000, [21_000]),
  film('parked', 'parking', 20_000, []),
  film('slow-pass', 'parking', undefined, [30_000]),
  film('covered-truck', 'truck', undefined, []),
];

describe('the table of the suite', () => {
  const tallies = tallied(WATCHED);

  it('counts by family, by scene and in all', () => {
    const [parking, truck] = tallies.scenes;
    expect(parking?.families.map(({ name, films }) => [name, films])).toEqual([
      ['parked', 2],
      ['slow-pass', 1],
    ]);
    const figures = parking?.scene.figures;
    expect([figures?.episodes, figures?.found, figures?.missed, figures?.falseAlarms]).toEqual([
      2, 1, 1, 1,
    ]);
    expect(truck?.scene.figures.episodes).toBe(0);
    expect(tallies.overall.films).toBe(4);
    expect(tallies.overall.minutes).toBe(4);
  });

  it('has a row for each, with the shares only where there was something to find', () => {
    const lines = suiteTable(tallies).split('\n');
    expect(lines.map((line) => line.trim().split(/\s{2,}/))).toEqual([
      'films min episodes found missed false dupl. recall precision'.split(' ').concat('delay s'),
      'PARKING 3 3.0 2 1 1 1 0 50.0 50.0 1.0/1.0'.split(' '),
      'parked 2 2.0 2 1 1 0 0 50.0 100.0 1.0/1.0'.split(' '),
      'slow-pass 1 1.0 0 0 0 1 0 - 0.0 -'.split(' '),
      'TRUCK 1 1.0 0 0 0 0 0 - - -'.split(' '),
      'covered-truck 1 1.0 0 0 0 0 0 - - -'.split(' '),
      'ALL 4 4.0 2 1 1 1 0 50.0 50.0 1.0/1.0'.split(' '),
    ]);
  });

  it('tells films by day from those by night and in rain', () => {
    const dark: Watched = {
      ...film('lamps', 'parking', 20_000, []),
      conditions: 'by dusk and night',
    };
    const [{ parts } = { parts: [] }] = tallied([...WATCHED, dark]).scenes;
    expect(parts.map(({ name, films }) => [name, films])).toEqual([
      ['by day', 3],
      ['by dusk and night', 1],
    ]);
    expect(conditionsOf({ light: 'night', weather: 'rain' })).toBe('in rain and fog');
    expect(conditionsOf({ light: 'infrared', weather: 'wet' })).toBe('by dusk and night');
    expect(conditionsOf({ light: 'low-sun', weather: 'clear' })).toBe('by day');
  });

  it('has a row without the films whose camera was pushed or froze', () => {
    const pushed = { ...film('pushed', 'parking', undefined, [30_000]), untrue: true };
    const { scenes } = tallied([...WATCHED, pushed]);
    const [all, apart] = [scenes[0]?.scene.figures, scenes[0]?.parts[0]?.figures];
    expect([all?.falseAlarms, apart?.falseAlarms]).toEqual([2, 1]);
    expect(suiteTable(tallied([...WATCHED, pushed]))).toContain('of a true camera');
    expect(footnotes([pushed]).join('\n')).toContain('of a true camera');
    expect(footnotes(WATCHED).join('\n')).not.toContain('of a true camera');
  });

  it('says whose times were shortened, and is silent on the others', () => {
    const notes = footnotes(WATCHED).join('\n');
    expect(notes).toContain('20 times shorter than at a real site in: parked, slow-pass.');
    expect(notes).not.toContain('covered-truck');
  });
});
