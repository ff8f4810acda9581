// The worker of a run panel: takes orders, tells news. A run is cancelled by ending the worker.

import type { WorkerMessage, WorkerOrder } from "../messages/run-messages.js";
import { runModel } from "./run-model.js";

/** The worker's global scope, as far as it is used; the types of pages know another one. */
interface WorkerScope {
  onmessage: ((event: { readonly data: WorkerOrder }) => void) | null;
  readonly postMessage: (message: WorkerMessage) => void;
}

const scope = self as unknown as WorkerScope;

scope.onmessage = ({ data: { request } }) => {
  const { run } = request;
  void runModel(request, {
    tell: (news) => scope.postMessage({ run, news }),
    now: () => performance.now(),
  });
};
