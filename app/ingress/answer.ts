/** What a request is answered with. GitHub shows the text in its log of deliveries. */
export interface Answer {
  status: 200 | 202 | 400 | 401 | 404 | 405 | 413 | 500 | 503;
  text: string;
}

export function isAnswer(value: object): value is Answer {
  return "status" in value;
}

export const ACCEPTED: Answer = { status: 202, text: "accepted" };
export const UNSIGNED: Answer = {
  status: 401,
  text: "the signature does not fit; is the secret in the App's settings the one set here?",
};
export const NOT_FOUND: Answer = { status: 404, text: "nothing is here" };
export const NOT_ALLOWED: Answer = { status: 405, text: "this method is not for this address" };
export const TOO_LARGE: Answer = { status: 413, text: "the body is larger than GitHub sends" };
export const FAILED: Answer = { status: 500, text: "the work failed; the App's log says why" };
export const BUSY: Answer = { status: 503, text: "too much is under way; deliver again later" };
export const CLOSING: Answer = { status: 503, text: "the App is closing; deliver again later" };
