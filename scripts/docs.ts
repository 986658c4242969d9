// The docs that have generated parts, and the manifest of the package, with what writes these
// parts.
import { readFileSync } from "node:fs";
import { withTables } from "./action-tables.ts";
import { withPages } from "./cli-pages.ts";
import { withCommands } from "./command-sections.ts";
import { withEnvironment } from "./environment-table.ts";
import { withExpectations } from "./expectation-sections.ts";
import { withArtefacts, withPolicyFields } from "./field-tables.ts";
import { withGlossaryLinks } from "./glossary-links.ts";
import { withGlossary } from "./glossary-page.ts";
import { withActionPlace, withHookPlace, withPackagePlace } from "./home-places.ts";
import { withPictures } from "./picture-part.ts";
import { withRights } from "./rights-table.ts";
import { withRules } from "./rule-sections.ts";

/** The files that have generated parts, and what writes those. */
export const DOCS: Readonly<Record<string, (found: string) => string>> = {
  "README.md": withPictures,
  "docs/action.md": (found) =>
    withActionPlace(withTables(found, readFileSync("action.yml", "utf8"))),
  "docs/artefacts.md": (found) => withGlossaryLinks(withArtefacts(found)),
  "docs/cli.md": (found) => withHookPlace(withPages(found)),
  "docs/commands.md": withCommands,
  "docs/expectations.md": (found) => withGlossaryLinks(withExpectations(found)),
  "docs/glossary.md": withGlossary,
  "docs/operate.md": (found) => withRights(withEnvironment(found), readFileSync("app.yml", "utf8")),
  "docs/policy.md": (found) => withGlossaryLinks(withPolicyFields(found)),
  "docs/rules.md": (found) => withGlossaryLinks(withRules(found)),
  "package.json": withPackagePlace,
};
