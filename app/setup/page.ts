import { createHash } from "node:crypto";
import type { Manifest } from "./manifest.ts";

const STYLE =
  "body{font:1.1rem/1.5 sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem}button{font:inherit;padding:.5rem 1rem}";

/** The hash by which a page may say how it looks, and nothing else may. */
export const STYLE_HASH = createHash("sha256").update(STYLE).digest("base64");

/** The page with the button that hands the manifest to GitHub. */
export function startPage(manifest: Manifest, action: string): string {
  const { name, hook_attributes, default_permissions } = manifest;
  const rights = Object.entries(default_permissions)
    .map(([right, level]) => `<li><code>${escapeHtml(right)}</code>: ${escapeHtml(level)}</li>`)
    .join("");
  return page(
    `Make the App ${name}`,
    `<p>GitHub will show you what the App is called and what it asks for. You can change its name there.</p>
<p>It will send webhooks to <code>${escapeHtml(hook_attributes.url)}</code>. The App asks for:</p>
<ul>${rights}</ul>
<form action="${escapeHtml(action)}" method="post">
<input type="hidden" name="manifest" value="${escapeHtml(JSON.stringify(manifest))}">
<button type="submit">Go on to GitHub</button>
</form>`,
  );
}

/** The page after GitHub has made the App. */
export function donePage(slug: string, installUrl: string): string {
  return page(
    `The App ${slug} exists`,
    `<p>Its id, its key and its webhook secret are in the file <code>.env</code>.</p>
<p><a href="${escapeHtml(installUrl)}">Install it</a> on the repositories that it should look after, then start it with <code>npm start</code>.</p>`,
  );
}

/** A page that says what went wrong. */
export function faultPage(title: string, text: string): string {
  return page(title, `<p>${escapeHtml(text)}</p>`);
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head>
<body><main><h1>${escapeHtml(title)}</h1>
${body}
</main></body>
</html>
`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text as HTML shows it, in an element or in an attribute. */
function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
}
