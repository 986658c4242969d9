// Takes the README's pictures from the demo's page, and writes the words in them beside them.
import { mkdirSync, writeFileSync } from "node:fs";
import { imageFile, wordsFile } from "./list.ts";
import { seePictures, shoot, wordsIn } from "./views.ts";

mkdirSync("docs/images", { recursive: true });
await seePictures("dist/app.mjs", async (picture, page) => {
  const image = await shoot(picture, page);
  writeFileSync(imageFile(picture), image);
  writeFileSync(wordsFile(picture), await wordsIn(picture, page));
  process.stdout.write(`${imageFile(picture)}  ${image.byteLength} bytes\n`);
});
