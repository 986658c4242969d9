/** Sends each tick of a task to the server: it edits the issue, as that person. */
export function watchTasks(): void {
  document.addEventListener("change", ({ target: box }) => {
    if (!(box instanceof HTMLInputElement)) return;
    const line = box.dataset.taskLine;
    if (line !== undefined) void tick(box, line);
  });
}

async function tick(box: HTMLInputElement, line: string): Promise<void> {
  const body = new URLSearchParams({ line, ticked: String(box.checked) });
  const response = await fetch(`${location.pathname}/tick`, { method: "POST", body }).catch(
    () => undefined,
  );
  if (!response?.ok) location.reload();
}
