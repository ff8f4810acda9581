// The extension for browsers as it is bundled: activated with a stand-in for the editor, in a world that has what web
// workers have and nothing of Node. The stand-in answers everything with itself and remembers what is registered.

import { readFileSync } from "node:fs";
import path from "node:path";
import vm from "node:vm";
import { expect, test } from "vitest";
import { leastComputing } from "./least-computing.js";

const extension = path.dirname(import.meta.dirname);
const manifest = JSON.parse(readFileSync(path.join(extension, "package.json"), "utf8"));

/** Of computing, whatever else the machine does. */
const MOST_MILLISECONDS = 150;

/** Whatever it is asked for: a function, a class to be extended, an object with any member. */
// biome-ignore lint/suspicious/noExplicitAny: stands for all of the editor
function anything(): any {
  // biome-ignore lint/complexity/useArrowFunction: classes have to be able to extend it
  const made = function () {};
  return new Proxy(made, {
    get: (target, key) => {
      if (key === "then") return undefined; // no promise
      if (key === Symbol.iterator) return [][Symbol.iterator];
      if (key === Symbol.toPrimitive) return () => 0;
      return Reflect.get(target, key) ?? anything();
    },
    set: () => true,
    apply: () => anything(),
    construct: (_, __, created) => Object.create(created.prototype ?? {}),
  });
}

interface Registered {
  readonly commands: string[];
  readonly controllers: string[];
  readonly serializers: string[];
  readonly taskTypes: string[];
  /** What the user would be told. */
  readonly faults: string[];
}

/** A document as far as it matters to what is started. */
interface OpenDocument {
  readonly languageId: string;
  readonly uri: { readonly scheme: string; readonly toString: () => string };
  readonly version: number;
  readonly getText: () => string;
}

/** Who is told about documents that are opened. */
type Opened = ((document: OpenDocument) => void)[];

const MODEL: OpenDocument = {
  languageId: "ncrn",
  uri: { scheme: "file", toString: () => "file:///model.ncrn" },
  version: 1,
  getText: () => "",
};

/** The module `vscode`. */
function editor(registered: Registered, open: readonly OpenDocument[], opened: Opened) {
  class EventEmitter {
    readonly listeners: ((event: unknown) => void)[] = [];
    event = (listener: (event: unknown) => void) => {
      this.listeners.push(listener);
      return { dispose: () => {} };
    };
    fire(event: unknown): void {
      for (const listener of this.listeners) listener(event);
    }
    dispose(): void {}
  }
  const disposable = { dispose: () => {} };
  const remember = (list: string[]) => (name: string) => {
    list.push(name);
    return disposable;
  };
  const known: Record<string, object> = {
    EventEmitter,
    Disposable: Object.assign(class {}, { from: () => disposable }),
    commands: { registerCommand: remember(registered.commands) },
    tests: {
      createTestController: (name: string) => {
        registered.controllers.push(name);
        return anything();
      },
    },
    tasks: { registerTaskProvider: remember(registered.taskTypes) },
    window: new Proxy(
      {
        registerWebviewPanelSerializer: remember(registered.serializers),
        visibleTextEditors: [],
        showErrorMessage: async (message: string) => void registered.faults.push(message),
      },
      { get: (target, key) => Reflect.get(target, key) ?? anything() },
    ),
    workspace: new Proxy(
      {
        textDocuments: open,
        workspaceFolders: undefined,
        notebookDocuments: [],
        onDidOpenTextDocument: (listener: Opened[number]) => {
          opened.push(listener);
          return { dispose: () => opened.splice(opened.indexOf(listener), 1) };
        },
      },
      { get: (target, key) => (key in target ? Reflect.get(target, key) : anything()) },
    ),
  };
  return new Proxy(known, { get: (target, key) => Reflect.get(target, key) ?? anything() });
}

let starts = 0;

/** Activates the bundle; the result is what it has registered, and what it has sent to its server. */
async function activated(open: readonly OpenDocument[]) {
  const registered: Registered = {
    commands: [],
    controllers: [],
    serializers: [],
    taskTypes: [],
    faults: [],
  };
  const started: string[] = [];
  const sent: { method?: string; params?: { initializationOptions?: object } }[] = [];
  class FakeWorker {
    constructor(address: string) {
      started.push(address);
    }
    addEventListener(): void {}
    postMessage(message: (typeof sent)[number]): void {
      sent.push(message);
    }
    terminate(): void {}
  }
  const opened: Opened = [];
  const vscode = editor(registered, open, opened);
  const bundle = path.join(extension, manifest.browser);
  // Another text each time: what was compiled of the same one would be used again.
  const code = `${readFileSync(bundle, "utf8")}\n// start ${++starts}`;
  const module = { exports: {} as { activate: (context: object) => void } };
  const needed: string[] = [];
  const require = (name: string): unknown => {
    needed.push(name);
    return vscode;
  };
  // biome-ignore lint/suspicious/noExplicitAny: a worker's global scope
  const scope: any = { URL, TextDecoder, TextEncoder, performance, console, crypto, Worker: FakeWorker };
  Object.assign(scope, { setTimeout, clearTimeout, setInterval, clearInterval, queueMicrotask });
  scope.self = scope;
  const run = vm.runInNewContext(`(function (module, exports, require) {${code}\n})`, scope, {
    filename: bundle,
  });
  const start = process.cpuUsage();
  run(module, module.exports, require);
  const uri = { toString: () => "https://editor.example/extension/file" };
  vscode.Uri = {
    joinPath: (_: object, ...parts: string[]) => ({ scheme: "https", toString: () => parts.join("/") }),
    parse: () => uri,
  };
  const subscriptions: object[] = [];
  module.exports.activate({ extensionUri: uri, subscriptions });
  const { user, system } = process.cpuUsage(start);
  const milliseconds = (user + system) / 1000;
  return { registered, started, sent, needed, subscriptions, milliseconds, opened };
}

/** Until the server has been told something. */
function greeted({ registered, sent }: Awaited<ReturnType<typeof activated>>): Promise<void> {
  return expect.poll(() => [...registered.faults, ...sent].length, { timeout: 60_000 }).toBeGreaterThan(0);
}

test("the extension for browsers starts its server in a worker and registers everything", async () => {
  const running = await activated([MODEL]);
  await greeted(running);
  const { registered, started, sent, needed, subscriptions } = running;
  expect(new Set(needed)).toEqual(new Set(["vscode"]));
  expect(registered.faults).toEqual([]);
  expect(started).toEqual(["dist/server.browser.js"]);
  expect(sent[0]?.method).toBe("initialize");
  expect(sent[0]?.params?.initializationOptions).toEqual({ documentation: "dist/diagnostics" });
  const listed = manifest.contributes.commands.map(({ command }: { command: string }) => command);
  expect(registered.commands).toEqual(expect.arrayContaining(listed));
  expect(registered.commands.filter((command) => !listed.includes(command))).toEqual([]);
  expect(registered.controllers).toEqual(["ncrn.assertions"]);
  expect(registered.serializers.sort()).toEqual(["ncrn.network", "ncrn.run"]);
  expect(subscriptions.length).toBeGreaterThan(7);
});

test("in a folder with models of which none is open everything is registered, and the server waits for the first", async () => {
  const running = await activated([{ ...MODEL, languageId: "markdown" }]);
  const { registered, started, sent, opened } = running;
  expect(registered.controllers).toEqual(["ncrn.assertions"]);
  for (const listener of [...opened]) listener({ ...MODEL, languageId: "markdown" });
  await greeted(await activated([MODEL])); // starts in as many steps, and later: if this one started, it would have by now
  expect([started, sent]).toEqual([[], []]);
  for (const listener of [...opened]) listener(MODEL);
  await greeted(running);
  expect(started).toEqual(["dist/server.browser.js"]);
});

test("loading and activating the extension takes little", async () => {
  const start = async (): Promise<number> => (await activated([MODEL])).milliseconds;
  const { milliseconds, starts } = await leastComputing(start, MOST_MILLISECONDS);
  console.log(
    `loading and activating the extension: ${milliseconds.toFixed(0)} ms of computing, start ${starts}`,
  );
  expect(milliseconds).toBeLessThan(MOST_MILLISECONDS);
});
