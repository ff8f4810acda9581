// A drawing with the keyboard: arrows move it, plus and minus zoom, 0 shows all of it.

import type { Drawing } from "./graph-drawing.js";

/** What a screen reader says of the drawing when it is focused. */
export const DRAWING_LABEL =
  "Drawing of the network. Arrow keys move it, plus and minus zoom, 0 shows all of it. The lists below say the same in words.";

const STEP_PIXELS = 60;

/** Makes an element, which must be focusable, listen. */
export function listenToDrawingKeys(element: HTMLElement, drawing: () => Drawing | undefined): void {
  element.addEventListener("keydown", (event) => {
    const shown = drawing();
    if (shown === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = actionOf(event.key, shown);
    if (act === undefined) return;
    event.preventDefault();
    act();
  });
}

function actionOf(key: string, { move, magnify, fit }: Drawing): (() => void) | undefined {
  switch (key) {
    case "ArrowLeft":
      return () => move(STEP_PIXELS, 0);
    case "ArrowRight":
      return () => move(-STEP_PIXELS, 0);
    case "ArrowUp":
      return () => move(0, STEP_PIXELS);
    case "ArrowDown":
      return () => move(0, -STEP_PIXELS);
    case "+":
    case "=":
      return () => magnify(1.25);
    case "-":
      return () => magnify(0.8);
    case "0":
      return fit;
    default:
      return undefined;
  }
}
