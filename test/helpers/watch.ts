import { type Answer, startPlatform } from '../../agent/adapters/platform/platform.ts';
import type { OutboxEntry } from '../../agent/ports/outbox.ts';
import { violationEntry } from './outbox.ts';

/** Every event message that reached the platform, in order: `episode id, status`. */
export async function watch(url: string, decide?: (id: string) => Answer, session = false) {
  const seen: { id: string; subject: string | undefined; type: string; status: string }[] = [];
  const platform = await startPlatform({
    url,
    session,
    clientId: 'platform',
    ...(decide !== undefined && { decide: ({ id }) => decide(id) }),
    onEvent: ({ id, subject, type }, status) => seen.push({ id, subject, type, status }),
  });
  return Object.assign(platform, { seen });
}

export const episodes = (count: number, steps = 4) =>
  Array.from({ length: count }, (_, n) =>
    Array.from({ length: steps }, (_, step) => violationEntry(`episode-${n}`, step)),
  ).flat();

/** For each episode, the ids in order of their first arrival. */
export function firsts(seen: { id: string; subject: string | undefined }[]): Map<string, string[]> {
  const order = new Map<string, string[]>();
  for (const { id, subject = '' } of seen) {
    const ids = order.get(subject) ?? [];
    if (!ids.includes(id)) order.set(subject, [...ids, id]);
  }
  return order;
}

export function expectedOrder(entries: readonly OutboxEntry[]): Map<string, string[]> {
  return firsts(
    entries.map((entry) => ({
      id: entry.id,
      subject: entry.kind === 'event' ? JSON.parse(entry.body).subject : '',
    })),
  );
}
