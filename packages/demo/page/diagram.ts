import type { Mermaid } from "mermaid";

declare const mermaid: Mermaid;

/** Draws the text that the page around this frame sends, and answers with the drawing's height. */
addEventListener("message", ({ source, data }) => {
  if (source !== parent || typeof data !== "string") return;
  const isDark = matchMedia("(prefers-color-scheme: dark)").matches;
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: "strict",
    theme: isDark ? "dark" : "default",
  });
  mermaid.render("drawing", data).then(
    ({ svg }) => {
      const place = document.querySelector("#diagram");
      // The library has cleaned it, and this frame has neither an origin nor a way out.
      if (place) place.innerHTML = svg;
      parent.postMessage(document.documentElement.scrollHeight, "*");
    },
    () => parent.postMessage("cannot be drawn", "*"),
  );
});
