// The part of the README that shows its pictures.
import { imageFile, PICTURES } from "../packages/demo/pictures/list.ts";
import { withPart } from "./parts.ts";

/** The README with its pictures. */
export function withPictures(markdown: string): string {
  const images = PICTURES.map((picture) => `![${picture.alt}](${imageFile(picture)})\n`);
  return withPart(markdown, "pictures", images.join("\n").trimEnd());
}
