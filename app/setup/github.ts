import * as z from "zod/mini";
import { CannotRunError } from "../../src/core/errors.ts";
import { answerIn } from "../../src/github/answer.ts";
import { createClient } from "../../src/github/client.ts";
import { inOneLine, statusOf } from "../../src/github/errors.ts";
import type { Network } from "../../src/github/network.ts";

/** What GitHub says of an App that it has just made: the only time that it shows the key. */
const MADE = z.object({
  id: z.number(),
  slug: z.string(),
  html_url: z.string(),
  pem: z.string(),
  webhook_secret: z.nullish(z.string()),
});

export type MadeApp = z.infer<typeof MADE>;

/** The address of GitHub for people, by its address for programs: `https://github.com` by `https://api.github.com`. */
export function webOf(apiUrl: string): string {
  const { origin, pathname, protocol, host } = new URL(apiUrl);
  return pathname === "/" && host.startsWith("api.") ? `${protocol}//${host.slice(4)}` : origin;
}

/** Whether a GitHub is somebody's own server, and not GitHub's. */
export function isOwnServer(web: string): boolean {
  return !/^https:\/\/(?:github\.com|[\w-]+\.ghe\.com)$/.test(web);
}

/** Has GitHub hand over the App that the code stands for; it does so once. Rejects with a `CannotRunError`. */
export async function appFor(code: string, apiUrl: string, network: Network): Promise<MadeApp> {
  try {
    const client = createClient({ baseUrl: apiUrl }, network);
    const { data } = await client.request("POST /app-manifests/{code}/conversions", { code });
    return answerIn(MADE, data);
  } catch (error) {
    const status = statusOf(error);
    if (status === 404 || status === 422) {
      throw new CannotRunError(
        `GitHub does not take the code (${status}): it is used, or older than an hour; delete the App that was made, and begin again`,
      );
    }
    throw inOneLine(error, { repository: "", token: undefined, right: "Metadata: read" });
  }
}
