import type { Logger } from "../log.ts";

/** What was refused, told so that no flood of it fills the log. */
export interface Refusals {
  /** Tells the first of a kind at once, and counts the others until a minute is over. */
  tell(message: string, fields?: { status?: number; reason?: string }): void;
  /** Tells what is counted and not told yet. */
  close(): void;
}

interface Kind {
  message: string;
  fields: { status?: number; reason?: string };
  /** Those since the last line. */
  count: number;
  cancel(): void;
}

/** `later` does something when the time for the next line comes, and returns what cancels that. */
export function createRefusals(log: Logger, later: (work: () => void) => () => void): Refusals {
  /** By all that a line says: as many kinds as there are answers. */
  const kinds = new Map<string, Kind>();

  /** Says how many there were; a minute without any ends the counting. */
  function summarise(key: string, kind: Kind): void {
    if (kind.count === 0) {
      kinds.delete(key);
      return;
    }
    log.warn(kind.message, { ...kind.fields, count: kind.count });
    kind.count = 0;
    kind.cancel = later(() => summarise(key, kind));
  }

  return {
    tell(message, fields = {}) {
      const key = `${message} ${fields.status} ${fields.reason}`;
      const known = kinds.get(key);
      if (known) {
        known.count++;
        return;
      }
      log.warn(message, { ...fields, count: 1 });
      const kind: Kind = { message, fields, count: 0, cancel: () => {} };
      kinds.set(key, kind);
      kind.cancel = later(() => summarise(key, kind));
    },
    close() {
      for (const [key, kind] of kinds) {
        kind.cancel();
        if (kind.count > 0) log.warn(kind.message, { ...kind.fields, count: kind.count });
        kinds.delete(key);
      }
    },
  };
}
