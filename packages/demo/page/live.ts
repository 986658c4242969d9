const PART = "[data-live]";

/** What the server last sent of each part: what is done to it here is not to look like a change. */
const sent = new Map<string, string>();

/** Keeps the page true: fetches it again when the server says so, and replaces the parts that differ. */
export function watchForChanges(replaced: () => void): void {
  for (const [name, part] of partsOf(document)) sent.set(name, part.innerHTML);
  const events = new EventSource("/events");
  let isFetching = false;
  let isStale = false;
  const refresh = async () => {
    isStale = true;
    if (isFetching) return;
    isFetching = true;
    while (isStale) {
      isStale = false;
      if (await replaceParts()) replaced();
    }
    isFetching = false;
  };
  events.addEventListener("message", ({ data }) => {
    showWork(data === "at work");
    void refresh();
  });
}

function showWork(isAtWork: boolean): void {
  const status = document.querySelector("#at-work");
  if (status) status.textContent = isAtWork ? "The App is at work …" : "";
}

/** Whether any part was replaced. A page that cannot be had now is had with the next event. */
async function replaceParts(): Promise<boolean> {
  const response = await fetch(location.href).catch(() => undefined);
  if (!response?.ok) return false;
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
  const here = partsOf(document);
  let isReplaced = false;
  for (const [name, part] of partsOf(fresh)) {
    const standing = here.get(name);
    if (!standing || sent.get(name) === part.innerHTML) continue;
    sent.set(name, part.innerHTML);
    openAgain(standing, part);
    const focused = focusIn(standing);
    standing.replaceChildren(...part.childNodes);
    if (focused) standing.querySelector<HTMLElement>(focused)?.focus();
    isReplaced = true;
  }
  return isReplaced;
}

function partsOf(root: Document): Map<string, HTMLElement> {
  const parts = root.querySelectorAll<HTMLElement>(PART);
  return new Map([...parts].map((part) => [part.dataset.live ?? "", part]));
}

/** How to find again what has the focus in a part; undefined if the focus is elsewhere. */
function focusIn(part: Element): string | undefined {
  const { activeElement: at } = document;
  if (!at || !part.contains(at)) return undefined;
  const name = ["data-task-line", "href", "name"].find((one) => at.hasAttribute(one));
  const tag = at.tagName.toLowerCase();
  return name ? `${tag}[${name}="${CSS.escape(at.getAttribute(name) ?? "")}"]` : tag;
}

/** What somebody has unfolded stays so. */
function openAgain(standing: Element, fresh: Element): void {
  const open = new Set([...standing.querySelectorAll("details[open]")].map(nameOf));
  for (const details of fresh.querySelectorAll("details")) {
    if (open.has(nameOf(details))) details.open = true;
  }
}

/** By its first words: counts in it change. */
function nameOf(details: Element): string {
  return (details.querySelector("summary")?.textContent ?? "").replace(/\d+/g, "");
}
