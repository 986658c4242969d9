import { painted } from "../../src/cli/paint.ts";
import { unpainted } from "../../src/report/paint.ts";
import { count } from "../../src/report/words.ts";
import type { Cost, Outcome, Step } from "./step.ts";

/** Where the story is told. */
export interface Teller {
  say(text: string): void;
  /** Says what is done, and shows that time passes, where there is a terminal, until it has an outcome. */
  step(step: Step, index: number, of: number): { done(outcome: Outcome): void };
  breach(what: string): void;
}

export interface Output {
  write(text: string): unknown;
  isTTY: boolean;
  columns?: number;
  color: boolean;
}

const FRAMES = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const FRAME_MS = 80;
const CLEAR_LINE = "\r\u001b[K";

const NAME_WIDTH = 10;
const NARROWEST = 60;
const WIDEST = 110;

export function createTeller(output: Output): Teller {
  const paint = output.color ? painted : unpainted;
  const width = Math.max(NARROWEST, Math.min(output.columns ?? WIDEST, WIDEST)) - NAME_WIDTH - 1;
  const say = (text: string) => void output.write(`${text}\n`);
  const field = (name: string, ...lines: readonly string[]) => {
    const cut = lines.map((line) => cutTo(line, width));
    say(
      `${paint("faint", `   ${name}`.padEnd(NAME_WIDTH))}${cut.join(`\n${" ".repeat(NAME_WIDTH)}`)}`,
    );
  };

  /** Turns a wheel on the last line; gives how to stop it. */
  function wheel(): () => void {
    if (!output.isTTY) return () => {};
    const started = Date.now();
    let frame = 0;
    const timer = setInterval(() => {
      const seconds = ((Date.now() - started) / 1000).toFixed(1);
      output.write(
        `${CLEAR_LINE}   ${FRAMES[frame++ % FRAMES.length]} the App is at work, ${seconds} s`,
      );
    }, FRAME_MS);
    return () => {
      clearInterval(timer);
      output.write(CLEAR_LINE);
    };
  }

  return {
    say,
    breach: (what) => say(paint("failure", what)),
    step({ title, did }, index, of) {
      say(`\n${paint("strong", `${index}/${of} ${title}`)}`);
      field("done", did);
      const stop = wheel();
      return {
        done({ answer, cost, breaches }) {
          stop();
          field("App", ...(answer.length > 0 ? answer : ["nothing"]));
          field("cost", `${requestsIn(cost)}, ${cost.ms} ms`);
          if (breaches.length === 0) return field("result", "✓ as it should be");
          for (const { what, accepted, found } of breaches) {
            field(
              "result",
              paint("failure", `✗ ${what}`),
              `expected ${accepted}`,
              `found    ${found}`,
            );
          }
        },
      };
    },
  };
}

/** `6 reads, 1 write`. */
export function requestsIn({ reads, writes }: Pick<Cost, "reads" | "writes">): string {
  return `${count(reads, "read")}, ${count(writes, "write")}`;
}

/** Cuts at the last word that has room. */
function cutTo(line: string, width: number): string {
  if (line.length <= width || line.includes("\u001b")) return line;
  const cut = line.slice(0, width - 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), width >> 1))}…`;
}
