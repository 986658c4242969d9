import { VERSION } from "./version.ts";

/**
 * The project's own repository on the web, without a slash at the end:
 * `https://github.com/OWNER/dsp-lifecycle`. It has none yet, so this is undefined, and nothing is linked
 * that nobody owns. To publish the project, write it here and run `npm run generate`.
 */
export const HOME: string | undefined = undefined;

/** What has an address once the project has a home. */
export interface Places {
  /** The home itself: the homepage of the App and of the package, and SARIF's `informationUri`. */
  home?: string;
  /** The docs of this version, without a slash at the end. */
  docs?: string;
  /** The folder of this version's JSON Schemas, without a slash at the end. */
  schemas?: string;
  /** What npm wants as `repository.url`. */
  repositoryUrl?: string;
  /** How a workflow names the Action, before the `@`. Readers replace `OWNER` until there is a home. */
  action: string;
}

/** All addresses that follow from a home; without one, only the Action has a name, to be filled in. */
export function placesOf(home: string | undefined, version: string = VERSION): Places {
  if (home === undefined) return { action: "OWNER/dsp-lifecycle" };
  return {
    home,
    docs: `${home}/blob/v${version}/docs`,
    schemas: `${home}/raw/v${version}/schemas`,
    repositoryUrl: `git+${home}.git`,
    action: new URL(home).pathname.slice(1),
  };
}

/** The addresses of this edition. */
export const PLACES: Places = placesOf(HOME);
