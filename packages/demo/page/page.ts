import { drawDiagrams } from "./diagrams.ts";
import { watchForChanges } from "./live.ts";
import { watchTasks } from "./tasks.ts";

document.addEventListener("click", ({ target }) => {
  const command = target instanceof HTMLElement ? target.dataset.say : undefined;
  const said = document.querySelector<HTMLTextAreaElement>("#said");
  if (command === undefined || !said) return;
  said.value = command;
  said.focus();
});

watchTasks();
// What the server sent is remembered first: a drawing is no change of it.
watchForChanges(drawDiagrams);
drawDiagrams();
