import { openMqttTarget } from '../adapters/mqtt/target.ts';
import type { ResolvedTarget } from '../config/resolved.ts';
import type { Closer } from '../lib/closer.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Store } from '../ports/outbox.ts';
import type { Target } from '../ports/target.ts';
import { availableEntry } from './available.ts';
import { Forwarder } from './forwarder.ts';
import type { Operations } from './operations.ts';
import { openUploader } from './uploads.ts';
import type { EntryTarget } from './violation-entries.ts';

export interface LinkDeps {
  readonly site: string;
  readonly node: string;
  readonly timezone: string;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly operations: Operations;
  readonly closer: Closer;
  /** What the retained state document says of this agent. */
  birth(): object;
}

/** One platform and the loop that carries its entries there. */
export interface Link {
  readonly target: Target;
  wake(): void;
}

/** Connects to a platform and begins to carry; both stop when the closer closes. */
export function openLink(options: ResolvedTarget, deps: LinkDeps): Link {
  const { closer, operations, site, node, clock } = deps;
  const { name, media, resendAfter } = options;
  const log = deps.log.child({ target: name });
  const target = openMqttTarget(options, { name, site, node, clock, log, birth: deps.birth });
  closer.defer(`target ${name}`, () => target[Symbol.asyncDispose]());
  const uploader = media === undefined ? undefined : openUploader(media);
  closer.defer(`uploads to ${name}`, () => uploader?.[Symbol.dispose]());
  const forwarder = new Forwarder({
    store: deps.store,
    target,
    clock,
    log,
    available: (entry, uri, round) => availableEntry(deps, entry, uri, round),
    resendAfterMs: resendAfter,
    onParked: (entry, reason) => {
      const message = `an entry for ${entry.target} was set aside: ${reason}`;
      void operations.report('entry-parked', { message, facts: { id: entry.id, reason } });
    },
    ...(uploader !== undefined && { uploader }),
  });
  const stop = new AbortController();
  const carrying = forwarder.run(stop.signal);
  const telling = tellRefusals(target, operations, stop.signal);
  closer.defer(`outbox of ${name}`, async () => {
    stop.abort();
    await Promise.all([carrying, telling]);
  });
  return { target, wake: () => forwarder.wake() };
}

/** One event when a platform lets this node in no more: the others hear of it now, this one later. */
async function tellRefusals(
  target: Target,
  operations: Operations,
  signal: AbortSignal,
): Promise<void> {
  let told = false;
  for await (const notice of target.notices(signal)) {
    if (notice.type !== 'state') continue;
    if (notice.state === 'online') told = false;
    if (notice.state !== 'refused' || told) continue;
    told = true;
    const { name } = target;
    const reason = notice.reason ?? 'no reason was given';
    const message = `the broker of ${name} refused this node (${reason}); check user, password and rights`;
    const facts = { target: name, reason };
    await operations.report('target-refused', { code: 'target/refused', message, facts });
  }
}

/** What the entry makers need to know of the targets. */
export function entryTargets(targets: readonly ResolvedTarget[]): readonly EntryTarget[] {
  return targets.map(({ name, media, only }) => ({
    name,
    media: media !== undefined,
    wants: (camera, violation) =>
      (only.cameras?.includes(camera) ?? true) && (only.violations?.includes(violation) ?? true),
  }));
}
