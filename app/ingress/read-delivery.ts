import type { IncomingHttpHeaders } from "node:http";
import type { Delivery } from "../delivery.ts";
import { keptFields } from "../events.ts";
import type { HttpAnswer } from "./answer.ts";

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const EVENT_NAME = /^[a-z][a-z0-9_]{0,63}$/;
const JSON_TYPE = /^application\/json\s*(?:;|$)/i;

/** The delivery that verified bytes and their headers make, or what is wrong with them. */
export function readDelivery(headers: IncomingHttpHeaders, bytes: Buffer): Delivery | HttpAnswer {
  if (!JSON_TYPE.test(headers["content-type"] ?? "")) {
    return refused("the content type must be application/json; change it in the App's settings");
  }
  const id = String(headers["x-github-delivery"] ?? "").toLowerCase();
  if (!GUID.test(id)) return refused("X-GitHub-Delivery must be a GUID");
  const event = String(headers["x-github-event"] ?? "");
  if (!EVENT_NAME.test(event)) return refused("X-GitHub-Event must be the name of an event");
  const payload = parsed(bytes);
  if (typeof payload !== "object" || payload === null || Array.isArray(payload)) {
    return refused("the body must be a JSON object");
  }
  const fields = keptFields(event, payload);
  const installation = fields.installation?.id;
  return {
    id,
    event,
    ...(installation !== undefined && { installation }),
    payload: fields,
  };
}

function refused(text: string): HttpAnswer {
  return { status: 400, text };
}

/** The value of the JSON; undefined if it is not JSON. */
function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
}
