/** The quotation marks that a shell would take off, and a file of variables, Docker's among them, does not. */
const QUOTED = /^(["'`])([\s\S]*)\1$/;

/** A text without the pair of quotation marks around it, if there is one. */
export function withoutQuotes(text: string): string {
  return QUOTED.exec(text)?.[2] ?? text;
}

/** Whether a text has a pair of quotation marks around it. */
export function isQuoted(text: string): boolean {
  return QUOTED.test(text);
}

/** The text that base64 stands for; undefined if it is not base64, or if it does not hold text. */
export function decodedBase64(text: string): string | undefined {
  const packed = text.replace(/\s+/g, "");
  if (packed.length < 16 || !/^[A-Za-z0-9+/_-]+={0,2}$/.test(packed)) return undefined;
  const plain = Buffer.from(packed, "base64").toString("latin1");
  return /^[\t\n\r\x20-\x7e]+$/.test(plain) ? plain : undefined;
}
