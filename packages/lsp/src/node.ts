// The server as a process: the protocol over standard input and output.

import path from "node:path";
import type { Readable, Writable } from "node:stream";
import { createConnection, type WatchDog } from "vscode-languageserver";
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { createNodeHost } from "./node-host.js";
import { createPauses } from "./pauses.js";
import { serve } from "./server.js";
import { ENOUGH_BETWEEN_STRETCHES, ENOUGH_IN_A_PAUSE, youngObjectCollector } from "./young-objects.js";

/** Where the server listens and what it has at hand; everything may be left out. */
export interface ServerOptions {
  /** Default: standard input. */
  readonly input?: Readable;
  /** Default: standard output. Nothing else may write there. */
  readonly output?: Writable;
  /** Folder with one page a diagnostic code. Default: that of this repository. */
  readonly documentation?: string;
}

/**
 * Serves one client until it says `exit`, closes the input, or dies. Resolves to the exit code: 0 after an orderly
 * `shutdown`, else 1.
 */
export function startServer(options: ServerOptions = {}): Promise<number> {
  const {
    input = process.stdin,
    output = process.stdout,
    documentation = repositoryDocumentation(),
  } = options;
  return new Promise((resolve) => {
    let parentCheck: NodeJS.Timeout | undefined;
    const watchDog: WatchDog = {
      shutdownReceived: false,
      initialize: ({ processId }) => {
        if (processId !== null) parentCheck = watchParent(processId, () => watchDog.exit(1));
      },
      exit: (code) => {
        clearInterval(parentCheck);
        pauses.end();
        connection.dispose();
        input.destroy();
        resolve(code);
      },
    };
    const connection = createConnection((logger) => {
      return createProtocolConnection(
        new StreamMessageReader(input),
        new StreamMessageWriter(output),
        logger,
      );
    }, watchDog);
    input.once("end", () => watchDog.exit(watchDog.shutdownReceived ? 0 : 1));
    const host = createNodeHost(documentation);
    const pauses = createPauses(youngObjectCollector(ENOUGH_IN_A_PAUSE), host.yieldControl);
    const collectBetweenStretches = youngObjectCollector(ENOUGH_BETWEEN_STRETCHES);
    input.on("data", pauses.busy);
    serve(connection, {
      ...host,
      yieldControl: async () => {
        pauses.busy();
        await host.yieldControl();
        if (collectBetweenStretches()) await host.yieldControl();
      },
    });
    connection.listen();
  });
}

/** Editors that crash leave their servers behind; this one notices. */
function watchParent(processId: number, gone: () => void): NodeJS.Timeout {
  const check = (): void => {
    try {
      process.kill(processId, 0); // sends nothing, only looks
    } catch {
      gone();
    }
  };
  return setInterval(check, 3000).unref();
}

function repositoryDocumentation(): string {
  return path.join(import.meta.dirname, "..", "..", "..", "docs", "diagnostics");
}
