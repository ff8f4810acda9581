// Errors and warnings of a model as links to their places.

import type { Span } from "@ncrn/language";
import type { RunProblem } from "../../messages/run-messages.js";
import { element } from "./elements.js";

type Reveal = (file: string, span: Span) => void;

/** One item a problem; hints and informations stay in the editor. */
export function problemItems(problems: readonly RunProblem[], reveal: Reveal): readonly HTMLElement[] {
  return problems
    .filter(({ severity }) => severity === "error" || severity === "warning")
    .map((problem) => element("li", {}, problemLink(problem, reveal)));
}

/** What is wrong, as a link to the place. */
export function problemLink(
  { message, file, span, severity, code }: RunProblem,
  reveal: Reveal,
): HTMLElement {
  const link = element("a", { href: "#" }, `${severity}: ${message} (${code})`);
  link.addEventListener("click", (event) => {
    event.preventDefault();
    reveal(file, span);
  });
  return link;
}
