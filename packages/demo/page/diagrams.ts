const SOURCE = "pre > code.language-mermaid";

/** Puts a frame in the place of each diagram's text, which is kept for those who want to read it. */
export function drawDiagrams(): void {
  for (const code of document.querySelectorAll<HTMLElement>(SOURCE)) {
    const pre = code.parentElement;
    if (!pre || pre.dataset.drawn) continue;
    pre.dataset.drawn = "yes";
    const frame = document.createElement("iframe");
    frame.className = "diagram";
    frame.title = "Diagram";
    // The server gives it no origin, and no way to anything but its two scripts.
    frame.src = "/diagram";
    const text = code.textContent ?? "";
    frame.addEventListener("load", () => frame.contentWindow?.postMessage(text, "*"));
    addEventListener("message", ({ source, data }) => {
      if (source !== frame.contentWindow) return;
      // It could not be drawn: its text stands below.
      if (typeof data !== "number") return frame.remove();
      frame.height = String(Math.min(Math.ceil(data), TALLEST));
      fold(pre);
    });
    pre.before(frame);
  }
}

const TALLEST = 1200;

function fold(pre: HTMLElement): void {
  const details = document.createElement("details");
  const summary = document.createElement("summary");
  summary.textContent = "The diagram as text";
  pre.replaceWith(details);
  details.append(summary, pre);
}
