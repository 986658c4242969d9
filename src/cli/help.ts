import { oneOf } from "../core/documents/explain.ts";
import { UsageError } from "../core/errors.ts";
import { quote } from "../core/quote.ts";

export const HELP = `dsp: data security and privacy expectations, checked at a project's lifecycle stage

Usage
  dsp check [target]              judge a repository's evidence, say what is missing and how to fix it
  dsp init [dir] --stage <stage>  write templates for the evidence and the policy
  dsp explain <word>              what a rule, expectation, consideration, field or word means
  dsp expectations                the expectations, stage by stage
  dsp schema <artefact>           the JSON Schema of a file
  dsp completion <shell>          the completion script for bash, zsh or fish
  dsp help <command>              a command's options
  dsp --version

Stages
  discovery, alpha, beta (private-beta, public-beta), live, post-live

Examples
  dsp init --stage alpha
  dsp check
  dsp check --gate                what a panel would find: leaving the stage
  dsp check --stage live          what the next stage will ask for
  dsp explain backup-outlives-data

Exit codes
  0 clean   1 findings at or above the failing level   2 wrong usage   3 could not run

Environment
  DSP_DEBUG=1                     when dsp itself has a fault, show where
`;

/** What `dsp help` says of each command. */
export const PAGES: Readonly<Record<string, string>> = {
  check: `dsp check [target]: judge a repository's evidence at its stage

Reads the policy (.github/dsp.yml) and the evidence (.dsp/*.yml) of a repository.

Target
  a folder               the repository that it belongs to (default: the current folder)
  github:owner/name      on GitHub, at its default branch, without a clone
  github:owner/name@ref  at a branch, a tag or a commit

On GitHub, the stage can also be the custom property lifecycle-stage or a topic, for example dsp-alpha,
and the organisation's policy is the one in its .github repository, unless --org-policy names a file.

Environment, for GitHub
  GH_TOKEN, GITHUB_TOKEN a token with Contents: read; without one, public repositories only
  GITHUB_API_URL         the API's address (default https://api.github.com)
  NODE_EXTRA_CA_CERTS    a PEM file with the certificate of your own authority, if there is one
  HTTPS_PROXY, NO_PROXY  the proxy on the way, and the hosts that need none

Options
  --stage <stage>        judge at this stage, whatever the policy says
  --gate                 as when leaving the stage or meeting a panel: some warnings become failures
  --format <format>      text (default), json, markdown, sarif or github (workflow commands)
  -o, --output <file>    write the report to a file instead of standard output, which is -
  --fail-on <severity>   exit with 1 from this severity on: notice, warning, failure (default), never
  --today <YYYY-MM-DD>   judge as of this day
  --org-policy <file>    the organisation's policy: its defaults, and the floor it sets
  --max-bytes <number>   read files up to this size (default 262144)
  --verbose              list the expectations that are met, too
  --sarif-waived         keep waived findings in SARIF, as suppressed; code scanning opens an alert for each

Examples
  dsp check examples/custody-visits
  dsp check --stage beta --gate
  dsp check github:ministryofjustice/custody-visits@main
  dsp check --format sarif --output dsp.sarif
  dsp check --fail-on never --format json
`,
  init: `dsp init [dir] --stage <stage>: write templates

Writes the policy and the evidence files that the stage needs, with a comment on each field. It
does not change files that already exist. If it cannot write all files, it writes none.

It writes the same \`service.id\` into each file: the one in your data map, or else the name in
package.json, of the remote "origin" or of the folder. It takes the owner of the reviews from the team
that CODEOWNERS names for \`*\`.

Options
  --stage <stage>        the stage to write them for (required)

Examples
  dsp init --stage discovery
  dsp init services/visits --stage private-beta
`,
  explain: `dsp explain <word>: what a rule, expectation, consideration, field or word means

Takes a rule (backup-outlives-data or X13), an expectation (DSP-BETA-11), a consideration (C06), a
field of a file (encrypted_at_rest, stores.kind), of which it lists the values, or a word of the
glossary (DPIA, lawful basis, legal-hold). A word that is two of these gets both explanations.
\`dsp explain rules\` lists the rules, \`dsp explain considerations\` the considerations,
\`dsp explain fields\` the fields, \`dsp explain glossary\` the words.

Examples
  dsp explain store-without-deletion-rule
  dsp explain DSP-ALPHA-4
  dsp explain C06
  dsp explain data_categories
  dsp explain DPIA
`,
  expectations: `dsp expectations: the expectations, stage by stage

Options
  --stage <stage>        only those that hold at this stage
  --format <format>      text (default), json or markdown

Examples
  dsp expectations --stage beta
  dsp expectations --format markdown
`,
  schema: `dsp schema <artefact>: the JSON Schema of a file

Takes data-map, deletion-plan, backup-config, project-record, policy, organisation-policy or report.

  --write [dir]          write the schemas of a repository's own files into its .dsp/schemas/, to which
                         its files point an editor; renews older ones

Examples
  dsp schema data-map
  dsp schema report > dsp-report.schema.json
  dsp schema --write
`,
  completion: `dsp completion <shell>: the completion script for bash, zsh or fish

Prints a script that completes commands, options and stages. Load it when your shell starts.

Examples
  dsp completion bash > ~/.local/share/bash-completion/completions/dsp
  dsp completion zsh >> ~/.zshrc
  dsp completion fish > ~/.config/fish/completions/dsp.fish
`,
};

/** The page on one command. Throws a `UsageError` for one that does not exist. */
export function helpOn(command: string): string {
  const page = Object.hasOwn(PAGES, command) ? PAGES[command] : undefined;
  if (page === undefined) {
    throw new UsageError(
      `there is no command ${quote(command)}; ${oneOf(Object.keys(PAGES), command)}`,
    );
  }
  return page;
}
