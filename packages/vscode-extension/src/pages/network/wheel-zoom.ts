// The wheel of a mouse, or two fingers on a touch pad → how much a drawing is magnified.

import type { NodePlace } from "./layout-graph.js";

/** So many pixels of the wheel make things twice as large. */
const PIXELS_TO_DOUBLE = 350;
/** Two fingers that part are told as small turns of the wheel with Ctrl. */
const PINCH_PIXELS_TO_DOUBLE = 70;
const PIXELS_PER_LINE = 33;
const PIXELS_PER_PAGE = 500;

/** Tells how much larger, and around which place of the element. */
export function listenToWheel(
  element: HTMLElement,
  magnify: (factor: number, around: NodePlace) => void,
): void {
  const listener = (event: WheelEvent): void => {
    event.preventDefault();
    event.stopPropagation(); // the library that draws has a measure of its own
    const { left, top } = element.getBoundingClientRect();
    magnify(factorOf(event), { x: event.clientX - left, y: event.clientY - top });
  };
  element.addEventListener("wheel", listener, { capture: true, passive: false });
}

/** Above 1: larger. */
export function factorOf({
  deltaY,
  deltaMode,
  ctrlKey,
}: Pick<WheelEvent, "deltaY" | "deltaMode" | "ctrlKey">): number {
  const pixels = deltaY * ([1, PIXELS_PER_LINE, PIXELS_PER_PAGE][deltaMode] ?? 1);
  const toDouble = ctrlKey && Math.abs(pixels) < 50 ? PINCH_PIXELS_TO_DOUBLE : PIXELS_TO_DOUBLE;
  return 2 ** (-pixels / toDouble);
}
