/** Issues and pull requests in which commands may wait for an answer, and the comments known to have some. */
export type AskedThreads = ReadonlyMap<number, ReadonlySet<number>>;

/** What is known of a repository before a run reads it. */
export interface Shown {
  /** Whether an event showed a property. */
  hasProperty: boolean;
  asked: AskedThreads;
}

/** What events have shown of repositories, by GitHub's numbers, until a run takes it. */
export interface Noticed {
  remember(id: number, shown: Partial<Shown>): void;
  take(id: number): Shown;
}

export function createNoticed(): Noticed {
  const all = new Map<number, Shown>();

  return {
    remember(id, { hasProperty = false, asked = new Map() }) {
      if (!hasProperty && asked.size === 0) return;
      const before = all.get(id);
      const together = new Map(before?.asked);
      for (const [number, comments] of asked) {
        together.set(number, new Set([...(together.get(number) ?? []), ...comments]));
      }
      all.set(id, { hasProperty: hasProperty || before?.hasProperty === true, asked: together });
    },
    take(id) {
      const shown = all.get(id) ?? { hasProperty: false, asked: new Map() };
      all.delete(id);
      return shown;
    },
  };
}
