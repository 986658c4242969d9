import { createHmac, randomUUID } from "node:crypto";

/** What test Apps are signed to with: long enough to be taken, and no secret at all. */
export const SECRET = "3f0c5d7e9b1a42688c6e0d1f7a9b3c5e-of-tests";

/** The value of `X-Hub-Signature-256` for these bytes. */
export function sign(body: string | Uint8Array, secret = SECRET): string {
  return `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
}

export interface Webhook {
  event: string;
  payload: unknown;
  /** A new one, unless it is given. */
  id?: string;
  secret?: string;
  /** Replaces or adds headers; what is undefined is left out. */
  headers?: Record<string, string | undefined>;
}

/** Posts a webhook as GitHub does. */
export async function deliver(
  url: string,
  { event, payload, id = randomUUID(), secret, headers = {} }: Webhook,
): Promise<{ status: number; text: string; id: string }> {
  const body = JSON.stringify(payload);
  const all = {
    "content-type": "application/json",
    "user-agent": "GitHub-Hookshot/0000000",
    "x-github-event": event,
    "x-github-delivery": id,
    "x-hub-signature-256": sign(body, secret),
    ...headers,
  };
  const sent = Object.entries(all).filter((one): one is [string, string] => one[1] !== undefined);
  const response = await fetch(url, { method: "POST", body, headers: Object.fromEntries(sent) });
  return { status: response.status, text: await response.text(), id };
}
