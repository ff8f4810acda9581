// The editor as a page sees it.

/** What the editor gives every page, once. */
export interface EditorApi<News, State> {
  readonly postMessage: (news: News) => void;
  /** Kept for the page when the window is opened again. */
  readonly setState: (state: State) => void;
}

declare function acquireVsCodeApi(): unknown;

/** May be called once in a page. */
export function acquireEditor<News, State>(): EditorApi<News, State> {
  return acquireVsCodeApi() as EditorApi<News, State>;
}
