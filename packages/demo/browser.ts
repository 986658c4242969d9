import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, launch } from "puppeteer-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** Starts a browser that is installed, without a window. Rejects with what to install where none is. */
export function startBrowser(): Promise<Browser> {
  return launch({
    executablePath: browserFile(),
    // As root, in a container, there is neither a sandbox nor a graphics card, and little shared memory.
    args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
  });
}

function browserFile(): string {
  const { CHROME_PATH: named, PATH: path = "" } = process.env;
  const places = path.split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const found = [...(named ? [named] : []), ...places].find(existsSync);
  if (found) return found;
  throw new Error(
    "these tests need Chromium: `apt-get install chromium`, or name another in CHROME_PATH",
  );
}
