// The style of the run panel beside that of all pages.

export const RUN_PAGE_STYLE = `
header { position: sticky; top: 0; z-index: 10; padding: 10px 0 6px; background: var(--vscode-editor-background); }
progress { display: block; width: 100%; height: 4px; accent-color: var(--vscode-progressBar-background); }
progress.idle { visibility: hidden; }
.quantities { margin: 8px 0; }
.sliders { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(420px, 100%), 1fr)); gap: 2px 24px; margin-top: 6px; }
.quantities .tools { margin-top: 6px; }
.slider { display: grid; grid-template-columns: minmax(6em, 2fr) minmax(70px, 3fr) 7.5em auto; gap: 8px; align-items: center; }
.slider .name { overflow-wrap: anywhere; font-family: var(--vscode-editor-font-family, monospace); }
.slider output { text-align: right; font-variant-numeric: tabular-nums; }
input[type="range"] { width: 100%; accent-color: var(--vscode-button-background); }
.report td { padding: 2px 16px 2px 0; font-variant-numeric: tabular-nums; }
.uplot { font-family: inherit; }
.u-legend { text-align: left; margin: 2px 0 0; }
.u-legend .u-series > * { padding: 1px 6px; }
.u-legend .u-value { min-width: 5.5em; font-variant-numeric: tabular-nums; }
.u-hz .u-cursor-x, .u-vt .u-cursor-y, .u-hz .u-cursor-y, .u-vt .u-cursor-x { border-color: var(--vscode-editor-foreground); }
.note { min-height: 1.4em; }
.changes { margin: 14px 0 0; }
.u-select { background: var(--vscode-editor-selectionBackground, rgba(127, 127, 127, 0.3)); }
.boundary canvas { width: min(420px, 100%); }
`;
