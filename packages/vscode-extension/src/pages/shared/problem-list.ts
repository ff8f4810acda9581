// Errors and warnings of a model as links to their places.

import type { Span } from "@ncrn/language";
import type { RunProblem } from "../../messages/run-messages.js";
import { element } from "./elements.js";

/** One item a problem; hints and informations stay in the editor. */
export function problemItems(
  problems: readonly RunProblem[],
  reveal: (file: string, span: Span) => void,
): readonly HTMLElement[] {
  return problems
    .filter(({ severity }) => severity === "error" || severity === "warning")
    .map(({ message, file, span, severity, code }) => {
      const link = element("a", { href: "#" }, `${severity}: ${message} (${code})`);
      link.addEventListener("click", (event) => {
        event.preventDefault();
        reveal(file, span);
      });
      return element("li", {}, link);
    });
}
