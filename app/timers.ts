/** `setTimeout` fires at once when it is asked to wait longer than this: about 25 days. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Does something once, after any time; returns what cancels that. */
export function afterByClock(ms: number, work: () => void): () => void {
  let timer: NodeJS.Timeout;
  const wait = (left: number) => {
    const now = Math.min(left, LONGEST_TIMER_MS);
    timer = setTimeout(() => (left > now ? wait(left - now) : work()), now);
  };
  wait(ms);
  return () => clearTimeout(timer);
}

/** Does something again and again until it is told to stop, and keeps no process alive for it. */
export function everyByClock(ms: number, work: () => void): () => void {
  const timer = setInterval(work, Math.min(ms, LONGEST_TIMER_MS)).unref();
  return () => clearInterval(timer);
}
