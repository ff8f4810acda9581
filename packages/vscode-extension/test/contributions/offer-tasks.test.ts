// Tasks in the editor: for which models they are offered, and that it is said where a folder has more.

import { beforeEach, expect, test, vi } from "vitest";
import { offerTasks } from "../../src/contributions/offer-tasks.js";
import { MOST_MODELS } from "../../src/documents/find-files.js";
import type { Services } from "../../src/services.js";
import { documentOf, forgetAll, state, type Uri } from "./editor.js";

interface Provider {
  readonly provideTasks: () => Promise<readonly { readonly name: string }[]>;
}

const { providers } = vi.hoisted(() => ({ providers: [] as Provider[] }));

vi.mock("vscode", async () => {
  const editor = await import("./editor.js");
  const folder = { name: "models", uri: { fsPath: "/models" } };
  class Task {
    constructor(
      readonly definition: object,
      readonly scope: object,
      readonly name: string,
    ) {}
  }
  return {
    ...editor,
    ProcessExecution: class {},
    Task,
    TaskGroup: { Build: "build" },
    tasks: { registerTaskProvider: (_: string, provider: Provider) => void providers.push(provider) },
    workspace: {
      ...editor.workspace,
      isTrusted: true,
      workspaceFolders: [folder],
      getWorkspaceFolder: () => folder,
      asRelativePath: (uri: Uri) => uri.toString().replace("file:///models/", ""),
      fs: {
        stat: async () => ({ size: 1 }),
        readFile: async (uri: Uri) =>
          new TextEncoder().encode(state.documents.get(uri.toString())?.getText() ?? ""),
      },
    },
  };
});

beforeEach(() => {
  forgetAll();
  providers.length = 0;
});

function putModels(count: number): void {
  for (let index = state.documents.size; index < count; index++) {
    const address = `file:///models/${index}.ncrn`;
    state.documents.set(address, documentOf(address, "crn A {\n}\n"));
  }
}

/** The provider over a client that remembers what it logs; a notification would be too much. */
function start() {
  const logged: unknown[][] = [];
  const client = { warn: (...words: unknown[]) => void logged.push(words) };
  offerTasks({ client, findProgram: (name: string) => name } as unknown as Services);
  const names = async () => ((await providers[0]?.provideTasks()) ?? []).map(({ name }) => name);
  return { logged, names };
}

test("each model of the folder is checked and compiled", async () => {
  putModels(2);
  const { logged, names } = start();
  expect(await names()).toEqual(["check 0.ncrn", "compile 0.ncrn", "check 1.ncrn", "compile 1.ncrn"]);
  expect(logged).toEqual([]);
});

test("with as many models as there may be nothing is said; with more the log says so, once", async () => {
  putModels(MOST_MODELS);
  const { logged, names } = start();
  expect(await names()).toHaveLength(2 * MOST_MODELS);
  expect(logged).toEqual([]);
  putModels(MOST_MODELS + 1);
  expect(await names()).toHaveLength(2 * MOST_MODELS);
  await names();
  expect(logged).toEqual([[expect.stringContaining(`more than ${MOST_MODELS} models`), undefined, false]]);
});
