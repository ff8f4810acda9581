// The style sheet of the run panel. All colours come from the editor's theme.

export const RUN_PAGE_STYLE = `
body {
  padding: 0 16px 24px;
  color: var(--vscode-editor-foreground);
  background: var(--vscode-editor-background);
  font-family: var(--vscode-font-family, sans-serif);
  font-size: var(--vscode-font-size, 13px);
}
header {
  position: sticky;
  top: 0;
  z-index: 10;
  padding: 10px 0 6px;
  background: var(--vscode-editor-background);
}
h1 {
  display: inline;
  margin: 0 10px 0 0;
  font-size: 1.25em;
  font-weight: 600;
}
h2 {
  margin: 18px 0 4px;
  font-size: 1.05em;
  font-weight: 600;
}
.status {
  margin: 6px 0;
  min-height: 1.5em;
}
.status.failed {
  color: var(--vscode-errorForeground);
}
.faint {
  opacity: 0.8;
}
progress {
  width: 100%;
  height: 4px;
  accent-color: var(--vscode-progressBar-background);
}
button {
  padding: 2px 9px;
  margin-right: 4px;
  font: inherit;
  color: var(--vscode-button-secondaryForeground, inherit);
  background: var(--vscode-button-secondaryBackground, transparent);
  border: 1px solid var(--vscode-button-border, var(--vscode-contrastBorder, transparent));
  border-radius: 2px;
  cursor: pointer;
}
button:hover:not(:disabled) {
  background: var(--vscode-button-secondaryHoverBackground, transparent);
}
button:disabled {
  opacity: 0.4;
  cursor: default;
}
button:focus-visible,
[tabindex]:focus-visible,
input:focus-visible,
summary:focus-visible {
  outline: 1px solid var(--vscode-focusBorder);
  outline-offset: 1px;
}
button[aria-pressed="true"] {
  color: var(--vscode-button-foreground);
  background: var(--vscode-button-background);
}
.tools {
  margin: 2px 0 6px;
}
.quantities {
  margin: 8px 0;
}
summary {
  cursor: pointer;
}
.sliders {
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(300px, 1fr));
  gap: 2px 24px;
  margin-top: 6px;
}
.slider {
  display: grid;
  grid-template-columns: 7em 1fr 7em auto;
  gap: 8px;
  align-items: center;
}
.slider label {
  overflow: hidden;
  text-overflow: ellipsis;
  font-family: var(--vscode-editor-font-family, monospace);
}
.slider output {
  text-align: right;
  font-variant-numeric: tabular-nums;
}
input[type="range"] {
  width: 100%;
  accent-color: var(--vscode-button-background);
}
table {
  border-collapse: collapse;
}
.report td {
  padding: 2px 16px 2px 0;
  font-variant-numeric: tabular-nums;
}
.problems {
  padding: 0;
  list-style: none;
}
.problems li {
  margin: 4px 0;
}
.problems a {
  color: var(--vscode-textLink-foreground);
  cursor: pointer;
}
.uplot {
  font-family: inherit;
}
.u-legend {
  text-align: left;
  margin: 2px 0 0;
}
.u-legend .u-series > * {
  padding: 1px 6px;
}
.u-legend .u-value {
  font-variant-numeric: tabular-nums;
}
.u-select {
  background: var(--vscode-editor-selectionBackground, rgba(127, 127, 127, 0.3));
}
.boundary canvas {
  width: min(420px, 100%);
  image-rendering: auto;
}
`;
