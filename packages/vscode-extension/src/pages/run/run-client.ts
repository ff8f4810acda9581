// The page's side of its worker: one run at a time, a newer one replaces an older one, and the worker stays warm.

import type { RunNews, RunRequest, WorkerMessage, WorkerOrder } from "../../messages/run-messages.js";

/** Starts and stops runs. */
export interface RunClient {
  /** Ends what is running and starts this. */
  readonly start: (request: Omit<RunRequest, "run">) => void;
  /** Ends what is running, if anything is. */
  readonly cancel: () => void;
  readonly isRunning: () => boolean;
}

/** `address`: the script of the worker, which must be fetched since a worker needs the page's own origin. */
export function createRunClient(address: string, tell: (news: RunNews) => void): RunClient {
  const script = fetch(address)
    .then((response) => response.text())
    .then((code) => URL.createObjectURL(new Blob([code], { type: "text/javascript" })));
  let worker: Worker | undefined;
  let run = 0;
  let isRunning = false;

  const receive = ({ data }: MessageEvent<WorkerMessage>): void => {
    if (data.run !== run) return;
    const { news } = data;
    if (isLast(news)) isRunning = false;
    tell(news);
  };
  const fail = (message: string): void => {
    isRunning = false;
    worker = undefined;
    const end = { status: "failed", milliseconds: 0, failure: message, weights: undefined } as const;
    tell({ kind: "ended", end });
  };
  const startWorker = async (): Promise<Worker> => {
    const started = new Worker(await script);
    started.onmessage = receive;
    started.onerror = ({ message }) => fail(`This is a bug in ncrn: ${message}`);
    return started;
  };
  const cancel = (): void => {
    run++;
    if (!isRunning) return;
    isRunning = false;
    worker?.terminate();
    worker = undefined;
  };
  return {
    isRunning: () => isRunning,
    cancel,
    start: async (request) => {
      cancel();
      const own = run;
      isRunning = true;
      try {
        const used = worker ?? (await startWorker());
        if (own !== run) return void (worker === undefined && used.terminate());
        worker = used;
        const order: WorkerOrder = { request: { ...request, run: own } };
        used.postMessage(order);
      } catch (error) {
        fail(error instanceof Error ? error.message : String(error));
      }
    },
  };
}

function isLast(news: RunNews): boolean {
  return news.kind === "ended" || news.kind === "files-needed" || (news.kind === "problems" && news.isFatal);
}
