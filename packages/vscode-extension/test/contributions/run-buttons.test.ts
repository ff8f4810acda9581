// Buttons, keys and lenses that run a model or draw a network, in files with several records: whatever is pressed, what
// the panel gets is one run that the worker can start. The answers are those of the language server.

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { beforeEach, expect, test, vi } from "vitest";
import { codeLenses } from "../../../lsp/src/features/code-lens.js";
import { networksOf } from "../../../lsp/src/features/networks.js";
import { runsOf } from "../../../lsp/src/features/runs.js";
import { openWorkspace } from "../../../lsp/test/open-workspace.js";
import { runModels } from "../../src/contributions/run-models.js";
import { showNetworks } from "../../src/contributions/show-networks.js";
import type { Services } from "../../src/services.js";
import { openModel } from "../../src/worker/open-model.js";
import { documentOf, forgetAll, Position, state, Uri, window } from "./editor.js";

vi.mock("vscode", () => import("./editor.js"));

const MAIN = "file:///models/main.ncrn";
const examples = path.join(import.meta.dirname, "..", "..", "..", "..", "examples");

beforeEach(forgetAll);

/** Opens a model in the editor, with everything registered. */
function open(text: string) {
  const { snapshot, context } = openWorkspace({ [MAIN]: text });
  const document = documentOf(MAIN, text);
  state.documents.set(MAIN, document);
  let isStarted = false;
  const client = {
    start: async () => {
      await new Promise((resolve) => setTimeout(resolve, 0));
      isStarted = true;
    },
    /** Knows no document before it has started. */
    sendRequest: async (method: string, parameters: never) => {
      if (!isStarted) return [];
      return method === "ncrn/runs" ? runsOf(parameters, context) : networksOf(parameters, context);
    },
  };
  const services = { context: { extensionUri: new Uri("file:///extension") }, client };
  runModels(services as unknown as Services);
  showNetworks(services as unknown as Services);
  return {
    lenses: codeLenses(snapshot, context).flatMap(({ command }) => command ?? []),
    /** The cursor before a piece of the text. */
    putCursor: (before: string) => {
      expect(text).toContain(before);
      window.activeTextEditor = {
        document,
        selection: { active: document.positionAt(text.indexOf(before)) },
      };
    },
  };
}

/** Calls a command; the result is the name of what the page is told to run or draw, if it is told. */
async function press(command: string, given?: unknown): Promise<string | undefined> {
  const before = state.sent.length;
  await state.commands.get(command)?.(given);
  await new Promise((resolve) => setTimeout(resolve, 0));
  return (state.sent[before]?.message.subject as { name?: string } | undefined)?.name;
}

const FILES = ["bistable-switch", "gene-expression", "lotka-volterra", "nonlinear-regression"].map(
  (name) => [name, path.join(examples, name, "model.ncrn")] as const,
);
const SUBJECTS = {
  "ncrn.simulate": "simulate",
  "ncrn.scan": "scan",
  "ncrn.train": "train",
  "ncrn.showNetwork": "network",
} as const;
type Command = keyof typeof SUBJECTS;

test.each([...FILES, ["iris", path.join(examples, "paper", "iris", "ours.ncrn")] as const])(
  "%s: every lens and every button runs or draws something",
  async (_, file) => {
    const text = readFileSync(file, "utf8");
    const { lenses, putCursor } = open(text);
    state.pick = 0;
    const opens = (command: Command, name: string | undefined): string => {
      if (name === undefined) return "nothing was run";
      const model = { root: MAIN, texts: { ...dataBeside(file), [MAIN]: text } };
      const opening = openModel({ model, kind: SUBJECTS[command], name, overrides: {} });
      return opening.kind === "faulty" ? JSON.stringify(opening.diagnostics) : opening.kind;
    };
    for (const { command, arguments: [given] = [] } of lenses)
      if (command in SUBJECTS) expect(opens(command as Command, await press(command, given))).toBe("open");
    const runs: Command = /^train/m.test(text) ? "ncrn.train" : "ncrn.simulate";
    const blocks = [...text.matchAll(/^(?:\/\/\/|crn|model|learn|data|simulate|train).*$/gm)];
    expect(blocks.length).toBeGreaterThan(2);
    for (const [block] of blocks)
      for (const command of [runs, "ncrn.showNetwork"] as const) {
        putCursor(block);
        expect(opens(command, await press(command))).toBe("open");
      }
  },
);

/** Data files of the folder, as if they lay beside the model. */
function dataBeside(file: string): Record<string, string> {
  const folder = path.dirname(file);
  const names = readdirSync(folder).filter((name) => name.endsWith(".csv"));
  const read = (name: string): string => readFileSync(path.join(folder, name), "utf8");
  return Object.fromEntries(names.map((name) => [`file:///models/${name}`, read(name)]));
}

const TWO = `// Two networks.
crn A {
  species X = 1
  X ->{1} 0
}
simulate A as fast { until: 1 }
simulate A as slow { until: 9 }

crn B {
  species Y = 1
  Y ->{1} 0
}
crn C {
  species Z = 1
  Z ->{1} 0
}
`;

test("in a record that record runs, in a network the nearest of its records, elsewhere the user is asked", async () => {
  const { putCursor } = open(TWO);
  putCursor("simulate A as slow");
  expect(await press("ncrn.simulate")).toBe("slow");
  putCursor("X ->{1}");
  expect(await press("ncrn.simulate")).toBe("fast");
  putCursor("Y ->{1}");
  expect(await press("ncrn.simulate")).toBe("B");
  expect(state.asked).toEqual([]);
  putCursor("// Two");
  expect(await press("ncrn.simulate")).toBeUndefined();
  state.pick = 1;
  expect(await press("ncrn.simulate")).toBe("slow");
  expect(state.asked).toEqual([
    ["fast", "slow"],
    ["fast", "slow"],
  ]);
});

const SCANS = `${TWO}scan A as few { vary { X: [1, 2] }; until: 1; measure: final(X) }
scan A as many { vary { X: [1, 2, 3] }; until: 1; measure: final(X) }
`;

test("in a scan the key runs that scan, as a scan; its own command finds scans as the others find theirs", async () => {
  const { putCursor, lenses } = open(SCANS);
  const pressed = async (command: string, given?: unknown): Promise<unknown> => {
    state.sent.length = 0;
    await press(command, given);
    return state.sent[0]?.message.subject;
  };
  putCursor("vary { X: [1, 2, 3]");
  expect(await pressed("ncrn.simulate")).toEqual({ uri: MAIN, kind: "scan", name: "many" });
  putCursor("X ->{1}");
  expect(await pressed("ncrn.simulate")).toMatchObject({ kind: "simulate", name: "fast" });
  expect(await pressed("ncrn.scan")).toEqual({ uri: MAIN, kind: "scan", name: "few" });
  putCursor("// Two");
  state.pick = 1;
  expect(await pressed("ncrn.scan")).toMatchObject({ kind: "scan", name: "many" });
  expect(state.asked).toEqual([["few", "many"]]);
  const titles = lenses.flatMap(({ title }) => (title.startsWith("scan") ? title : []));
  expect(titles).toEqual(["scan few (2 runs)", "scan many (3 runs)", "scan (2 runs)", "scan (3 runs)"]);
  putCursor("Y ->{1}");
  expect(await press("ncrn.showNetwork")).toBe("B");
  putCursor("scan A as few");
  expect(await press("ncrn.showNetwork")).toBe("A");
});

test("a model without scans says so", async () => {
  open(TWO).putCursor("X ->{1}");
  expect(await press("ncrn.scan")).toBeUndefined();
  expect(state.told).toEqual(["The model has nothing to scan: no scan record."]);
});

test("the button in the title bar passes the address of its document", async () => {
  const { putCursor } = open(TWO);
  putCursor("simulate A as slow");
  expect(await press("ncrn.simulate", new Uri(MAIN))).toBe("slow");
  window.activeTextEditor = undefined;
  state.pick = 0;
  expect(await press("ncrn.simulate", new Uri(MAIN))).toBe("fast");
});

test("what was picked runs again when the model is saved, without asking again", async () => {
  const { putCursor } = open(TWO);
  putCursor("// Two");
  state.pick = 1;
  await press("ncrn.simulate");
  state.sent.length = 0;
  for (const listener of state.saveListeners) listener(documentOf(MAIN, TWO));
  await vi.waitFor(() => expect(state.sent).toHaveLength(1));
  expect(state.sent[0]?.message.subject).toEqual({ uri: MAIN, kind: "simulate", name: "slow" });
  expect(state.asked).toHaveLength(1);
});

test("a name that the server does not know is left to the run, which says what is wrong", async () => {
  open(TWO);
  expect(await press("ncrn.simulate", { uri: MAIN, name: "gone" })).toBe("gone");
});

test("a model with nothing to train says so", async () => {
  const { putCursor } = open(TWO);
  putCursor("X ->{1}");
  expect(await press("ncrn.train")).toBeUndefined();
  expect(state.told).toEqual(["The model has nothing to train: no train record."]);
});

test("many records of one network: its lens asks, among its own only", async () => {
  const records = ["c", "d", "e", "f"].map((name) => `simulate B as ${name} { until: 1 }\n`).join("");
  const { lenses } = open(TWO + records);
  const lens = lenses.find(({ title }) => title === "simulate …");
  state.pick = 2;
  expect(await press("ncrn.simulate", lens?.arguments?.[0])).toBe("e");
  expect(state.asked).toEqual([["c", "d", "e", "f"]]);
});

test("the picture is that of the network at the cursor or of its record, else the user is asked", async () => {
  const { putCursor } = open(TWO);
  putCursor("Y ->{1}");
  expect(await press("ncrn.showNetwork")).toBe("B");
  putCursor("simulate A as slow");
  expect(await press("ncrn.showNetwork")).toBe("A");
  putCursor("// Two");
  state.pick = 2;
  expect(await press("ncrn.showNetwork")).toBe("C");
  expect(state.asked).toEqual([["A", "B", "C"]]);
});

test("the end of a block belongs to it", async () => {
  open(TWO);
  const document = documentOf(MAIN, TWO);
  const { line } = document.positionAt(TWO.indexOf("simulate A as slow"));
  window.activeTextEditor = { document, selection: { active: new Position(line, 31) } };
  expect(await press("ncrn.simulate")).toBe("slow");
});
