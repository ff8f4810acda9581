// A page's side of its worker: one request at a time, a newer one replaces an older one, and the worker stays warm.

import type { WorkerMessage, WorkerOrder } from "../../messages/worker-messages.js";
import { workerScript } from "./worker-script.js";

/** Starts and ends requests. */
export interface WorkerClient {
  /** Ends what is going on and starts this; the number of the request is put in. */
  readonly start: (order: (run: number) => WorkerOrder) => void;
  /** Ends what is going on, if anything is. */
  readonly cancel: () => void;
  readonly isBusy: () => boolean;
}

/** What a page does with what its worker says. */
export interface WorkerListener<News> {
  readonly tell: (news: News) => void;
  /** True for the last news of a request. */
  readonly isLast: (news: News) => boolean;
  /** The worker has ended by itself; what it says is for users. */
  readonly failed: (message: string) => void;
}

/** `address`: the script of the worker. */
export function createWorkerClient<News>(address: string, listener: WorkerListener<News>): WorkerClient {
  const script = workerScript(address);
  let worker: Worker | undefined;
  let run = 0;
  let isBusy = false;

  const receive = ({ data }: MessageEvent<WorkerMessage & { readonly news: News }>): void => {
    if (data.run !== run) return;
    if (listener.isLast(data.news)) isBusy = false;
    listener.tell(data.news);
  };
  const fail = (message: string): void => {
    isBusy = false;
    worker?.terminate();
    worker = undefined;
    listener.failed(message);
  };
  const startWorker = async (): Promise<Worker> => {
    const started = new Worker(await script);
    started.onmessage = receive;
    started.onerror = ({ message }) => fail(`This is a bug in ncrn: ${message}`);
    return started;
  };
  const cancel = (): void => {
    run++;
    if (!isBusy) return;
    isBusy = false;
    worker?.terminate();
    worker = undefined;
  };
  const start = async (order: (run: number) => WorkerOrder): Promise<void> => {
    cancel();
    const own = run;
    isBusy = true;
    try {
      const used = worker ?? (await startWorker());
      // Another request may have come while the worker started.
      if (own !== run) return used === worker ? undefined : used.terminate();
      worker = used;
      used.postMessage(order(own));
    } catch (error) {
      fail(error instanceof Error ? error.message : String(error));
    }
  };
  return { isBusy: () => isBusy, cancel, start: (order) => void start(order) };
}
