import { CannotRunError } from "../src/core/errors.ts";

/** Does work by keys: never two of one key at once, and never many times what once is enough for. */
export interface Runners {
  /**
   * Asks for a run of this key. Resolves when a run that started after this call has ended; never
   * rejects, for `onError` is told. A key that waits is run once for all who asked, with the work that
   * was given last; one that runs is run once more. Work must not await a call for its own key.
   */
  wake(key: string, work: () => Promise<void>): Promise<void>;
  /** Resolves when nothing runs and nothing waits. */
  idle(): Promise<void>;
  /** Refuses new work, and resolves when that which was asked for before is done. */
  close(): Promise<void>;
}

export interface RunnersOptions {
  /** How many run at once. */
  limit: number;
  onError(key: string, error: unknown): void;
}

/** A run that was asked for. */
interface Turn {
  work: () => Promise<void>;
  ended: Promise<void>;
  end: () => void;
}

export function createRunners({ limit, onError }: RunnersOptions): Runners {
  /** In the order in which they were asked for: a map keeps it. */
  const waiting = new Map<string, Turn>();
  const running = new Map<string, Turn>();
  let isClosed = false;

  function startMore(): void {
    for (const [key, turn] of waiting) {
      if (running.size >= limit) return;
      if (running.has(key)) continue;
      waiting.delete(key);
      running.set(key, turn);
      void run(key, turn);
    }
  }

  async function run(key: string, turn: Turn): Promise<void> {
    try {
      await turn.work();
    } catch (error) {
      onError(key, error);
    } finally {
      running.delete(key);
      turn.end();
      startMore();
    }
  }

  async function idle(): Promise<void> {
    // Where something waits, something runs.
    while (running.size > 0) await Promise.all([...running.values()].map(({ ended }) => ended));
  }

  return {
    async wake(key, work) {
      if (isClosed) return onError(key, new CannotRunError("no new work: the App is closing"));
      const turn = waiting.get(key) ?? newTurn(work);
      turn.work = work;
      waiting.set(key, turn);
      startMore();
      await turn.ended;
    },
    idle,
    close() {
      isClosed = true;
      return idle();
    },
  };
}

function newTurn(work: Turn["work"]): Turn {
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { work, ended, end };
}
