// The style of the run panel beside that of all pages.

export const RUN_PAGE_STYLE = `
header { position: sticky; top: 0; z-index: 10; padding: 10px 0 6px; background: var(--vscode-editor-background); }
summary, [tabindex], main button, .quantities button, input { scroll-margin-top: calc(var(--head-height, 0px) + 4px); }
progress { display: block; width: 100%; height: 4px; accent-color: var(--vscode-progressBar-background); }
progress.idle { visibility: hidden; }
.quantities { margin: 8px 0; }
.sliders { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(420px, 100%), 1fr)); gap: 2px 24px; margin-top: 6px; }
.quantities .tools { margin-top: 6px; }
.slider { display: grid; grid-template-columns: minmax(6em, 2fr) minmax(70px, 3fr) minmax(7.5em, auto) auto; gap: 8px; align-items: center; }
.slider .name { overflow-wrap: anywhere; font-family: var(--vscode-editor-font-family, monospace); }
.slider .value { display: flex; gap: 4px; align-items: baseline; }
.slider .value input { width: 5.5em; min-width: 0; box-sizing: border-box; text-align: right; font: inherit; font-variant-numeric: tabular-nums; color: var(--vscode-input-foreground, inherit); background: var(--vscode-input-background, transparent); border: 1px solid var(--vscode-input-border, var(--vscode-contrastBorder, #8888)); padding: 1px 4px; }
.slider .refusal { grid-column: 1 / -1; color: var(--vscode-errorForeground); }
.slider .refusal:empty, .notice:empty { display: none; }
.notice { margin: 6px 0; padding: 4px 8px; border-left: 3px solid var(--vscode-focusBorder); }
input[type="range"] { width: 100%; accent-color: var(--vscode-button-background); }
.report td { padding: 2px 16px 2px 0; font-variant-numeric: tabular-nums; }
.uplot { font-family: inherit; }
.status.failed a { color: inherit; text-decoration: underline; }
.u-legend { text-align: left; margin: 2px 0 0; }
.u-legend tbody { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(calc(var(--name-width, 10ch) + 10.5em), 100%), max-content)); width: 100%; }
.u-legend .u-series { display: flex; align-items: baseline; margin-right: 0; }
.u-legend .u-series th { flex: none; width: calc(var(--name-width, 10ch) + 4em); max-width: 70%; box-sizing: border-box; overflow-wrap: anywhere; }
.u-legend .legend-title, .u-legend .above-title { grid-column: 1 / -1; }
.u-legend .legend-title td { padding: 1px 6px; }
.u-legend .above-title th { width: auto; }
.u-legend .u-marker { width: 26px; height: 10px; border: none; vertical-align: middle; }
.u-legend .u-series > * { padding: 1px 6px; }
.u-legend .u-value { min-width: 5.5em; font-variant-numeric: tabular-nums; }
.u-hz .u-cursor-x, .u-vt .u-cursor-y, .u-hz .u-cursor-y, .u-vt .u-cursor-x { border-color: var(--vscode-editor-foreground); }
.many-lines .u-legend .u-series:not(:first-child):not(.focused) { display: none; }
.many-lines .u-legend tbody { min-height: 3.2em; align-content: start; }
.colour-scale { display: flex; gap: 12px; align-items: flex-start; line-height: 1.3; margin: 6px 0 2px; }
.colour-scale[hidden] { display: none; }
.colour-scale > div { width: min(260px, 60%); }
.colour-scale .swatch { height: 12px; margin-top: 2px; outline: 1px solid var(--vscode-contrastBorder, transparent); }
.colour-scale .numbers { position: relative; height: 1.5em; font-variant-numeric: tabular-nums; }
.colour-scale .numbers span { position: absolute; transform: translateX(-50%); white-space: nowrap; }
.points { overflow: auto; max-height: 24em; }
.points th, .points td { padding: 2px 16px 2px 0; text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.points .note-of-value, .points .reason { text-align: left; }
.points thead th { position: sticky; top: 0; background: var(--vscode-editor-background); }
.points .reason { white-space: normal; color: var(--vscode-errorForeground); }
.note { min-height: 1.4em; }
.changes { margin: 14px 0 0; }
.u-select { background: var(--vscode-editor-selectionBackground, rgba(127, 127, 127, 0.3)); }
.boundary canvas { width: min(420px, 100%); }
`;
