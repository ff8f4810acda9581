// What pages and their worker send to each other. A run is cancelled by ending the worker.

import type { GraphNews, GraphRequest } from "./network-messages.js";
import type { RunNews, RunRequest } from "./run-messages.js";

/** From the page. */
export type WorkerOrder =
  | { readonly kind: "run"; readonly request: RunRequest }
  | { readonly kind: "draw"; readonly request: GraphRequest };

/** From the worker; `run` is the number of the request. */
export interface WorkerMessage<News extends RunNews | GraphNews = RunNews | GraphNews> {
  readonly run: number;
  readonly news: News;
}
