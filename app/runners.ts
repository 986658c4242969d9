import type { Bucket } from "./bucket.ts";

/** Why a run stopped before its end, and when it goes on: for its own sake, or its lane's. */
export interface Pause {
  inMs: number;
  of: "key" | "lane";
}

/** The work of a run, told whether someone waits for it: returns a pause if it must be done again later. */
export type RunWork = (isUrgent: boolean) => Promise<Pause | undefined>;

/** The key of a run, and whether it is urgent. */
export interface Call {
  /** Of one key there is never more than one run at once. */
  key: string;
  /** Who shares a limit: an installation. No lane takes all places, and each has its turn. */
  lane: string;
  /** Whether someone waits for it: it goes before those that nobody waits for, and is not given up. */
  isUrgent: boolean;
}

/** Does work by keys: never two of one key at once, and never many times what once is enough for. */
export interface Runners {
  /**
   * Asks for a run. Resolves when a run that started after this call has ended, with whether there was
   * one. If the App closes, nothing runs. Never rejects, because `onError` is told. A key that waits is run
   * once for all calls, with the work of the last call. A key that runs is run once more. A key that pauses
   * goes on when its time comes, or at once if the call is urgent, and takes no place meanwhile. Work must
   * not await a call for its own key.
   */
  wake(call: Call, work: RunWork): Promise<boolean>;
  /** Resolves when nothing runs, waits or pauses. */
  idle(): Promise<void>;
  /** Refuses new work, drops what nobody waits for, and resolves when the rest is done. */
  close(): Promise<void>;
}

export interface RunnersOptions {
  most: {
    /** Runs at once, but for those that are slow. */
    all: number;
    /** Runs of one lane at once; fewer than all. */
    ofLane: number;
    /** Runs at once of a lane that nobody waits for. */
    unhurriedOfLane: number;
    /** Slow runs that leave their place to other lanes. */
    slow: number;
  };
  /**
   * Does something once a run is slow; returns what cancels that. A slow run waits for calls that hang. It
   * keeps its place in its lane, and leaves the place among all to others.
   */
  whenSlow(work: () => void): () => void;
  /** The pace at which runs of one lane start that nobody waits for. */
  unhurriedPace(): Bucket;
  /** Does something later; returns what cancels that. */
  after(ms: number, work: () => void): () => void;
  onError(key: string, error: unknown): void;
}

/** A run that someone called for. */
interface Turn extends Call {
  work: RunWork;
  ended: Promise<boolean>;
  end(isDone: boolean): void;
  /** If it pauses: ends the pause. */
  cancelPause?: () => void;
}

/** The runs of a lane that wait, by key and in the order of their calls: a map keeps it. */
interface Lane {
  urgent: Map<string, Turn>;
  unhurried: Map<string, Turn>;
  pace: Bucket;
  isParked: boolean;
  /** A start is planned for when the next unhurried run may start. */
  isPlanned: boolean;
}

export function createRunners(options: RunnersOptions): Runners {
  const { most, unhurriedPace, onError } = options;
  /** The runs that wait or pause. */
  const asked = new Map<string, Turn>();
  const running = new Map<string, Turn>();
  /** Those of them that have left their place to others. */
  const slow = new Set<Turn>();
  /** In the order of their turns. */
  const lanes = new Map<string, Lane>();
  /** What takes back each thing that is planned: a plan keeps the process alive. */
  const plans = new Set<() => void>();
  let isClosed = false;

  /** Does something later, unless all closes before; returns what cancels it. */
  function after(ms: number, work: () => void): () => void {
    const cancel = options.after(ms, () => {
      plans.delete(cancel);
      work();
    });
    plans.add(cancel);
    return () => {
      plans.delete(cancel);
      cancel();
    };
  }

  function laneOf(name: string): Lane {
    const lane = lanes.get(name) ?? {
      urgent: new Map(),
      unhurried: new Map(),
      pace: unhurriedPace(),
      isParked: false,
      isPlanned: false,
    };
    lanes.set(name, lane);
    return lane;
  }

  function queue(turn: Turn): void {
    turn.cancelPause?.();
    turn.cancelPause = undefined;
    const { urgent, unhurried: others } = laneOf(turn.lane);
    others.delete(turn.key);
    (turn.isUrgent ? urgent : others).set(turn.key, turn);
  }

  function startMore(): void {
    while (running.size - slow.size < most.all) {
      const turn = next();
      if (!turn) return;
      asked.delete(turn.key);
      running.set(turn.key, turn);
      void run(turn);
    }
  }

  /** Takes the next run out of its lane, which goes to the end of the line. */
  function next(): Turn | undefined {
    for (const [name, lane] of lanes) {
      const turn = startable(name, lane);
      if (!turn) continue;
      lane.urgent.delete(turn.key);
      lane.unhurried.delete(turn.key);
      lanes.delete(name);
      lanes.set(name, lane);
      return turn;
    }
    return undefined;
  }

  function startable(name: string, lane: Lane): Turn | undefined {
    if (lane.isParked) return undefined;
    const ofLane = [...running.values()].filter((turn) => turn.lane === name);
    if (ofLane.length >= most.ofLane) return undefined;
    const isFree = ({ key }: Turn) => !running.has(key);
    const urgent = firstOf(lane.urgent, isFree);
    if (urgent) return urgent;
    const others = ofLane.filter(({ isUrgent }) => !isUrgent);
    const turn = firstOf(lane.unhurried, isFree);
    if (!turn || others.length >= most.unhurriedOfLane) return undefined;
    const wait = lane.pace.waitFor(0);
    if (wait > 0) {
      planStart(lane, wait);
      return undefined;
    }
    lane.pace.take();
    return turn;
  }

  function planStart(lane: Lane, ms: number): void {
    if (lane.isPlanned) return;
    lane.isPlanned = true;
    after(ms, () => {
      lane.isPlanned = false;
      startMore();
    });
  }

  async function run(turn: Turn): Promise<void> {
    let pause: Pause | undefined;
    const isQuick = options.whenSlow(() => {
      if (slow.size < most.slow) slow.add(turn);
      startMore();
    });
    try {
      pause = await turn.work(turn.isUrgent);
    } catch (error) {
      onError(turn.key, error);
    }
    isQuick();
    slow.delete(turn);
    running.delete(turn.key);
    if (!pause) turn.end(true);
    else if (isClosed) turn.end(false);
    else goOnLater(turn, pause);
    startMore();
  }

  function goOnLater(turn: Turn, { inMs, of }: Pause): void {
    const later = asked.get(turn.key);
    // Asked for again meanwhile: that run is for both.
    if (later) void later.ended.then(turn.end);
    else asked.set(turn.key, turn);
    if (of === "lane") {
      park(laneOf(turn.lane), inMs);
      if (!later) queue(turn);
    } else if (!later) {
      turn.cancelPause = after(inMs, () => {
        queue(turn);
        startMore();
      });
    }
  }

  function park(lane: Lane, ms: number): void {
    if (lane.isParked) return;
    lane.isParked = true;
    after(ms, () => {
      lane.isParked = false;
      startMore();
    });
  }

  async function idle(): Promise<void> {
    const turns = () => [...running.values(), ...asked.values()];
    while (turns().length > 0) await Promise.all(turns().map(({ ended }) => ended));
  }

  function giveUp(turn: Turn): void {
    turn.cancelPause?.();
    asked.delete(turn.key);
    laneOf(turn.lane).urgent.delete(turn.key);
    laneOf(turn.lane).unhurried.delete(turn.key);
    turn.end(false);
  }

  return {
    async wake(call, work) {
      if (isClosed) return false;
      const turn = asked.get(call.key) ?? newTurn(call, work);
      turn.work = work;
      turn.isUrgent ||= call.isUrgent;
      const isPausing = turn.cancelPause !== undefined;
      asked.set(call.key, turn);
      if (!isPausing || call.isUrgent) queue(turn);
      startMore();
      return turn.ended;
    },
    idle,
    close() {
      isClosed = true;
      for (const turn of [...asked.values()]) {
        const isStuck = turn.cancelPause !== undefined || laneOf(turn.lane).isParked;
        if (isStuck || !turn.isUrgent) giveUp(turn);
      }
      for (const cancel of plans) cancel();
      plans.clear();
      return idle();
    },
  };
}

function firstOf(turns: ReadonlyMap<string, Turn>, isWanted: (turn: Turn) => boolean) {
  for (const turn of turns.values()) if (isWanted(turn)) return turn;
  return undefined;
}

function newTurn(call: Call, work: RunWork): Turn {
  let end: Turn["end"] = () => {};
  const ended = new Promise<boolean>((resolve) => {
    end = resolve;
  });
  return { ...call, work, ended, end: (isDone) => end(isDone) };
}
