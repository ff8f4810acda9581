// The style of all pages. Colours come from the editor's theme.

export const PAGE_STYLE = `
body { padding: 0 16px 24px; color: var(--vscode-editor-foreground); background: var(--vscode-editor-background); font-family: var(--vscode-font-family, sans-serif); font-size: var(--vscode-font-size, 13px); }
h1 { display: inline; margin: 0 10px 0 0; font-size: 1.25em; font-weight: 600; }
h2 { margin: 18px 0 4px; font-size: 1.05em; font-weight: 600; }
.status { margin: 6px 0; min-height: 1.5em; }
.status.failed { color: var(--vscode-errorForeground); }
.faint { opacity: 0.8; }
.vscode-high-contrast .faint { opacity: 1; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.stale { opacity: 0.5; }
button { padding: 2px 9px; margin-right: 4px; font: inherit; color: var(--vscode-button-secondaryForeground, inherit); background: var(--vscode-button-secondaryBackground, transparent); border: 1px solid var(--vscode-button-border, var(--vscode-contrastBorder, transparent)); border-radius: 2px; cursor: pointer; }
button:hover:not(:disabled) { background: var(--vscode-button-secondaryHoverBackground, var(--vscode-button-secondaryBackground, transparent)); }
button:disabled { opacity: 0.4; cursor: default; }
button:focus-visible, [tabindex]:focus-visible, a:focus-visible, input:focus-visible, select:focus-visible, summary:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 1px; }
button[aria-pressed="true"] { color: var(--vscode-button-foreground, inherit); background: var(--vscode-button-background, transparent); border-color: var(--vscode-focusBorder); }
button[aria-pressed="true"]:hover:not(:disabled) { background: var(--vscode-button-hoverBackground, var(--vscode-button-background, transparent)); }
.vscode-high-contrast button[aria-pressed="true"] { border: 2px solid var(--vscode-focusBorder); }
button[aria-pressed="true"]::before { content: "✓ " / ""; }
input[type="search"], select { font: inherit; color: var(--vscode-input-foreground, inherit); background: var(--vscode-input-background, transparent); border: 1px solid var(--vscode-input-border, var(--vscode-contrastBorder, #8888)); padding: 2px 6px; }
.tools { margin: 2px 0 6px; }
.problems { padding: 0; list-style: none; }
.problems li { margin: 4px 0; }
a { color: var(--vscode-textLink-foreground); cursor: pointer; }
summary { cursor: pointer; }
table { border-collapse: collapse; }
@media (forced-colors: active) {
  .swatch, .u-marker, .u-cursor-pt { forced-color-adjust: none; }
  button[aria-pressed="true"] { color: HighlightText; background: Highlight; forced-color-adjust: none; }
  button:disabled { color: GrayText; opacity: 1; }
}
`;
