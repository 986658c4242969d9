import { UsageError } from "../../core/errors.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import { STAGE_SPELLINGS } from "../../core/stages.ts";
import { PACKAGE } from "../../core/version.ts";
import { PAGES } from "../help.ts";
import type { Io } from "../io.ts";
import { choice, readOptions } from "../options.ts";

/** The shells that `dsp completion` writes for. */
export const SHELLS = ["bash", "zsh", "fish"] as const;

/** The names that the command line is called by. */
const NAMES = ["dsp", PACKAGE];

const STAGES = STAGE_SPELLINGS.join(" ");

/** `dsp completion <shell>`: prints a script that completes commands, options and stages. */
export function completion(args: readonly string[], io: Io): ExitCode {
  const { positionals } = readOptions(args, {}, 1);
  const shell = choice("the shell", positionals[0], SHELLS);
  if (shell === undefined) throw new UsageError(`name your shell: ${SHELLS.join(", ")}`);
  io.stdout.write(SCRIPTS[shell]());
  return EXIT.clean;
}

const SCRIPTS: Readonly<Record<(typeof SHELLS)[number], () => string>> = {
  bash,
  // Zsh takes bash's completions.
  zsh: () =>
    `autoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit\n${bash()}`,
  fish,
};

/** The options of a command, as its page of help lists them. */
function optionsOf(page: string): string[] {
  return [...page.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map(([, option = ""]) => option);
}

/** What may follow a command besides options. */
function wordsAfter(command: string): string[] {
  if (command === "help") return Object.keys(PAGES);
  return command === "completion" ? [...SHELLS] : [];
}

function bash(): string {
  const commands = [...Object.keys(PAGES), "help"];
  const cases = commands.map((command) => {
    const words = [...wordsAfter(command), ...optionsOf(PAGES[command] ?? "")];
    return `    ${command}) words="${words.join(" ")}" ;;\n`;
  });
  return `_dsp() {
  local current="\${COMP_WORDS[COMP_CWORD]}" words=""
  case "\${COMP_WORDS[1]}" in
${cases.join("")}  esac
  if [ "$COMP_CWORD" -eq 1 ]; then words="${commands.join(" ")}"; fi
  if [ "\${COMP_WORDS[COMP_CWORD-1]}" = "--stage" ]; then words="${STAGES}"; fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _dsp ${NAMES.join(" ")}
`;
}

function fish(): string {
  const commands = [...Object.keys(PAGES), "help"];
  return NAMES.flatMap((name) => [
    `complete -c ${name} -n __fish_use_subcommand -a "${commands.join(" ")}"\n`,
    ...commands.flatMap((command) => {
      const seen = `complete -c ${name} -n "__fish_seen_subcommand_from ${command}"`;
      const words = wordsAfter(command);
      return [
        ...(words.length > 0 ? [`${seen} -a "${words.join(" ")}"\n`] : []),
        ...optionsOf(PAGES[command] ?? "").map((option) => {
          const values = option === "--stage" ? ` -x -a "${STAGES}"` : "";
          return `${seen} -l ${option.slice(2)}${values}\n`;
        }),
      ];
    }),
  ]).join("");
}
