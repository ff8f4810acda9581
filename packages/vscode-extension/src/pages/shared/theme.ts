// The editor's theme as the page sees it: the kind of theme, and colours for what is drawn on a canvas.

import { DARK_COLOURS, DARK_RAMP, LIGHT_COLOURS, LIGHT_RAMP } from "./colours.js";

/** Colours of a chart. */
export interface Theme {
  readonly ink: string;
  readonly faint: string;
  readonly ground: string;
  readonly lines: readonly string[];
  /** For lines in an order. */
  readonly ramp: readonly string[];
  readonly isDark: boolean;
  readonly isContrasting: boolean;
}

/** What is exported is black on white, whatever the page looks like: it goes into papers. */
export const PAPER_THEME: Theme = {
  ink: "#222222",
  faint: "rgb(0 0 0 / 0.1)",
  ground: "#ffffff",
  lines: LIGHT_COLOURS,
  ramp: LIGHT_RAMP,
  isDark: false,
  isContrasting: false,
};

/** What the page looks like now. The operating system may force its own colours upon pages; a canvas must follow. */
export function currentTheme(): Theme {
  const style = getComputedStyle(document.body);
  const colour = (name: string, otherwise: string): string =>
    style.getPropertyValue(name).trim() || otherwise;
  const { classList } = document.body;
  const isForced = matchMedia(FORCED_COLOURS).matches;
  const isContrasting = isForced || classList.contains("vscode-high-contrast");
  const ground = isForced ? systemColour("Canvas") : colour("--vscode-editor-background", "");
  const isDark = isForced
    ? isDarkColour(ground)
    : classList.contains("vscode-dark") ||
      (classList.contains("vscode-high-contrast") && !classList.contains("vscode-high-contrast-light"));
  const ink = isForced ? systemColour("CanvasText") : colour("--vscode-editor-foreground", "");
  return {
    ink: ink || (isDark ? "#dddddd" : "#222222"),
    faint: `rgb(${isDark ? "255 255 255" : "0 0 0"} / ${isContrasting ? 0.35 : isDark ? 0.13 : 0.1})`,
    ground: ground || (isDark ? "#1e1e1e" : "#ffffff"),
    lines: isDark ? DARK_COLOURS : LIGHT_COLOURS,
    ramp: isDark ? DARK_RAMP : LIGHT_RAMP,
    isDark,
    isContrasting,
  };
}

/** Tells when the user has chosen another theme; the result ends it. */
export function onThemeChange(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.body, { attributes: true, attributeFilter: ["class"] });
  const forced = matchMedia(FORCED_COLOURS);
  forced.addEventListener("change", listener);
  return () => {
    observer.disconnect();
    forced.removeEventListener("change", listener);
  };
}

const FORCED_COLOURS = "(forced-colors: active)";

/** A colour of the operating system as numbers, which is what libraries that draw can read. */
function systemColour(name: "Canvas" | "CanvasText"): string {
  const probe = document.createElement("span");
  probe.style.color = name;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

/** `rgb(…)` → whether light ink belongs on it. */
function isDarkColour(colour: string): boolean {
  const [red = 255, green = 255, blue = 255] = (colour.match(/\d+/g) ?? []).map(Number);
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
}
