import { readFileSync } from "node:fs";
import { build } from "esbuild";

export interface Asset {
  type: string;
  bytes: string | Uint8Array;
}

const STYLES = "text/css; charset=utf-8";
const SCRIPT = "text/javascript; charset=utf-8";

const MERMAID = "node_modules/mermaid/dist/mermaid.min.js";

/** Makes what the page loads: its styles, its scripts, and the library that draws diagrams. */
export async function buildAssets(): Promise<ReadonlyMap<string, Asset>> {
  const scripts = await Promise.all(
    ["page", "diagram"].map(async (name): Promise<[string, Asset]> => {
      const { outputFiles } = await build({
        entryPoints: [`packages/demo/page/${name}.ts`],
        bundle: true,
        write: false,
        // In its frame, which has no origin, a script is no module.
        format: name === "diagram" ? "iife" : "esm",
        target: "es2022",
        logLevel: "error",
      });
      return [`/assets/${name}.js`, { type: SCRIPT, bytes: outputFiles[0]?.text ?? "" }];
    }),
  );
  return new Map<string, Asset>([
    ...scripts,
    ["/assets/style.css", { type: STYLES, bytes: readFileSync("packages/demo/page/style.css") }],
    ["/assets/icon.svg", { type: "image/svg+xml", bytes: ICON }],
    ["/assets/mermaid.js", { type: SCRIPT, bytes: readFileSync(MERMAID) }],
  ]);
}

const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="4" fill="#1d70b8"/><path d="m4 8.5 2.5 2.5L12 5.5" fill="none" stroke="#fff" stroke-width="2"/></svg>`;

/** The page in whose frame a diagram is drawn. */
export const DIAGRAM_PAGE = `<!doctype html><html lang="en-GB"><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>Diagram</title>
<div id="diagram"></div><script src="/assets/mermaid.js"></script><script src="/assets/diagram.js"></script></html>`;
