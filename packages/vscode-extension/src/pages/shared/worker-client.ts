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
  let run = 0;
  let isBusy = false;
  const fail = (message: string): void => {
    isBusy = false;
    keeper.end();
    listener.failed(message);
  };
  const keeper = createKeeper(address, {
    fail: (message) => fail(`This is a bug in ncrn: ${message}`),
    receive: (message) => {
      if (message.run !== run) return;
      const news = message.news as News;
      if (listener.isLast(news)) isBusy = false;
      listener.tell(news);
    },
  });
  const cancel = (): void => {
    run++;
    if (isBusy) keeper.end();
    isBusy = false;
  };
  const start = async (order: (run: number) => WorkerOrder): Promise<void> => {
    cancel();
    const own = run;
    isBusy = true;
    try {
      const worker = await keeper.obtain();
      if (own === run) worker.postMessage(order(own)); // else another request has come while the worker started
    } catch (error) {
      if (own === run) fail(error instanceof Error ? error.message : String(error));
    }
  };
  return { isBusy: () => isBusy, cancel, start: (order) => void start(order) };
}

/** One worker that is started when it is needed and ended when what it does is not wanted any more. */
interface Keeper {
  readonly obtain: () => Promise<Worker>;
  readonly end: () => void;
}

interface KeeperListener {
  readonly receive: (message: WorkerMessage) => void;
  readonly fail: (message: string) => void;
}

function createKeeper(address: string, { receive, fail }: KeeperListener): Keeper {
  const script = workerScript(address);
  script.catch(() => undefined); // whoever needs a worker is told
  let kept: Promise<Worker> | undefined;
  const started = async (): Promise<Worker> => {
    const worker = new Worker(await script);
    worker.onmessage = ({ data }: MessageEvent<WorkerMessage>) => receive(data);
    worker.onerror = ({ message }) => fail(message);
    return worker;
  };
  return {
    obtain: () => (kept ??= started()),
    end: () => {
      kept?.then(
        (worker) => worker.terminate(),
        () => undefined,
      );
      kept = undefined;
    },
  };
}
