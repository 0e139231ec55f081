/** What waits, by lane and slot. */
export interface Waiting<T> {
  readonly lane: string;
  readonly slot: string;
  readonly item: T;
}

/**
 * What waits for the model. Lanes (cameras) are served in turn, one item each; of a lane and slot (view)
 * only the newest item waits, in the place of the older one. Holds at most lanes x slots items.
 */
export class FairQueue<T> {
  // insertion order is the order of service: a lane that was served goes to the end
  readonly #lanes = new Map<string, Map<string, T>>();

  get size(): number {
    let size = 0;
    for (const slots of this.#lanes.values()) size += slots.size;
    return size;
  }

  /** Returns the item that the new one replaces. */
  put(lane: string, slot: string, item: T): T | undefined {
    const slots = this.#lanes.get(lane) ?? new Map<string, T>();
    const before = slots.get(slot);
    slots.set(slot, item);
    this.#lanes.set(lane, slots);
    return before;
  }

  /** Takes up to `count` items, one per lane and turn, the lane that has waited longest first. */
  take(count: number): Waiting<T>[] {
    const taken: Waiting<T>[] = [];
    while (taken.length < count) {
      const next = this.#next();
      if (next === undefined) break;
      taken.push(next);
    }
    return taken;
  }

  #next(): Waiting<T> | undefined {
    for (const [lane, slots] of this.#lanes) {
      this.#lanes.delete(lane);
      for (const [slot, item] of slots) {
        slots.delete(slot);
        if (slots.size > 0) this.#lanes.set(lane, slots);
        return { lane, slot, item };
      }
    }
    return undefined;
  }
}
