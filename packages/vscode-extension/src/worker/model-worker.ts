// The worker of all panels: takes orders, tells news.

import type { WorkerMessage, WorkerOrder } from "../messages/worker-messages.js";
import { drawNetwork } from "./draw-network.js";
import { runModel } from "./run-model.js";
import { createQuantityReader } from "./text-quantities.js";

/** The worker's global scope, as far as it is used; the types of pages know another one. */
interface WorkerScope {
  onmessage: ((event: { readonly data: WorkerOrder }) => void) | null;
  readonly postMessage: (message: WorkerMessage) => void;
}

const scope = self as unknown as WorkerScope;
const quantitiesOf = createQuantityReader();

scope.onmessage = ({ data }) => {
  const { run } = data.request;
  switch (data.kind) {
    case "run":
      runModel(data.request, {
        tell: (news) => scope.postMessage({ run, news }),
        now: () => performance.now(),
        quantitiesOf,
      }).catch(failAloud);
      break;
    case "draw":
      scope.postMessage({ run, news: drawNetwork(data.request) });
  }
};

/** A promise that is rejected stays in the worker; only an exception reaches the page, as `onerror`. */
function failAloud(error: unknown): void {
  setTimeout(() => {
    throw error;
  });
}
