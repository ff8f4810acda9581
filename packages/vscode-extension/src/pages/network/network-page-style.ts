// The style of the network panel beside that of all pages.

export const NETWORK_PAGE_STYLE = `
header { padding: 10px 0 0; }
.status { height: 2.8em; line-height: 1.4; overflow: hidden; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; }
.drawing { height: max(360px, calc(100vh - 220px)); border: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, #8884)); }
.list { margin: 4px 0; }
.legend { margin: 6px 0; }
.entry { margin-right: 16px; white-space: nowrap; }
.swatch { display: inline-block; width: 12px; height: 12px; margin-right: 5px; vertical-align: -1px; }
.list td, .list th { padding: 1px 16px 1px 0; text-align: left; font-weight: normal; }
.list td:first-child { font-family: var(--vscode-editor-font-family, monospace); }
`;
