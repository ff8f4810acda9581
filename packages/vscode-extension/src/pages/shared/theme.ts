// The editor's theme as the page sees it: the kind of theme, and colours for what is drawn on a canvas.

import { DARK_COLOURS, LIGHT_COLOURS } from "./colours.js";

/** Colours of a chart. */
export interface Theme {
  readonly ink: string;
  readonly faint: string;
  readonly ground: string;
  readonly lines: readonly string[];
  readonly isDark: boolean;
}

/** What the page looks like now. */
export function currentTheme(): Theme {
  const style = getComputedStyle(document.body);
  const colour = (name: string, otherwise: string): string =>
    style.getPropertyValue(name).trim() || otherwise;
  const { classList } = document.body;
  const isDark =
    classList.contains("vscode-dark") ||
    (classList.contains("vscode-high-contrast") && !classList.contains("vscode-high-contrast-light"));
  const isContrasting = classList.contains("vscode-high-contrast");
  return {
    ink: colour("--vscode-editor-foreground", isDark ? "#dddddd" : "#222222"),
    faint: `rgb(${isDark ? "255 255 255" : "0 0 0"} / ${isContrasting ? 0.35 : isDark ? 0.13 : 0.1})`,
    ground: colour("--vscode-editor-background", isDark ? "#1e1e1e" : "#ffffff"),
    lines: isDark ? DARK_COLOURS : LIGHT_COLOURS,
    isDark,
  };
}

/** Tells when the user has chosen another theme. */
export function onThemeChange(listener: () => void): void {
  new MutationObserver(listener).observe(document.body, { attributes: true, attributeFilter: ["class"] });
}
