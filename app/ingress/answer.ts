/** What a request is answered with. GitHub shows the text in its log of deliveries. */
export interface HttpAnswer {
  status: 200 | 202 | 400 | 401 | 404 | 405 | 413 | 500 | 503;
  text: string;
}

export function isAnswer(value: object): value is HttpAnswer {
  return "status" in value;
}

export const ACCEPTED: HttpAnswer = { status: 202, text: "accepted" };
export const UNSIGNED: HttpAnswer = {
  status: 401,
  text: "the signature does not fit; is the secret in the App's settings the one set here?",
};
export const NOT_FOUND: HttpAnswer = { status: 404, text: "nothing is here" };
export const NOT_ALLOWED: HttpAnswer = { status: 405, text: "this method is not for this address" };
export const TOO_LARGE: HttpAnswer = { status: 413, text: "the body is larger than GitHub sends" };
export const FAILED: HttpAnswer = { status: 500, text: "the work failed; the App's log says why" };
export const BUSY: HttpAnswer = { status: 503, text: "too much is under way; deliver again later" };
export const CLOSING: HttpAnswer = { status: 503, text: "the App is closing; deliver again later" };
