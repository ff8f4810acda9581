// The language server under edits in large numbers.
//
// `--edits` replays random edits on the examples through a server in memory, asks it anything in between, and compares it
// after every burst with a server that is just started (packages/lsp/test/replay-edits.ts). Memory of data
// may not grow in the second half of a long replay; machine code, and what V8 keeps with it, goes on growing for a while. `--deletions` deletes each token of each example in turn (packages/lsp/test/delete-tokens.ts). Without
// either it does both.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { getHeapSpaceStatistics, setFlagsFromString, writeHeapSnapshot } from "node:v8";
import { runInNewContext } from "node:vm";
import { editorBundle } from "./editor-bundle.mjs";
import { scriptArguments, wholeNumber } from "./script-arguments.mjs";

const root = path.dirname(import.meta.dirname);

const USAGE = `Usage: pnpm fuzz:editor [--edits COUNT] [--seed SEED] [--deletions] [--every STEP]

Edits the examples through a language server in memory, and compares it with one that is just started.

  --edits COUNT  replays so many random edits (400000 unless only deletions are asked for)
  --seed SEED    the edits are those of this number (1)
  --deletions    deletes each token of each example in turn; with neither option both are done
  --every STEP   deletes only one of so many tokens (1)
  -h, --help     prints this text`;

const flags = scriptArguments(USAGE, {
  options: {
    edits: { type: "string" },
    seed: { type: "string", default: "1" },
    deletions: { type: "boolean", default: false },
    every: { type: "string", default: "1" },
  },
  read: ({ values: { edits, seed, deletions, every } }) => ({
    edits: edits === undefined ? undefined : wholeNumber(edits, "--edits"),
    seed: wholeNumber(seed, "--seed", 0),
    deletions,
    every: wholeNumber(every, "--every"),
  }),
});
/** Megabytes in the second half: stores of bounded size are not full yet, and open documents differ in length. */
const MOST_GROWTH = 2;

/** Kinds of nodes in a heap snapshot that are code, or belong to code. */
const notData = new Set(["code", "hidden", "native", "object shape", "synthetic"]);

/** Of fewer edits the second half is as warm as the first one was. */
const FEWEST_FOR_MEMORY = 100_000;

const editsAsked = flags.edits ?? (flags.deletions ? undefined : 400_000);
const deletionsAsked = flags.deletions || flags.edits === undefined;

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc");
const { url, folder } = await editorBundle("test/fuzz.ts");
try {
  const { deleteTokens, exampleFiles, replayEdits } = await import(url);
  const files = exampleFiles(root);
  if (deletionsAsked) report(await deleteTokens({ files, every: flags.every }));
  if (editsAsked !== undefined) await replay({ replayEdits, files, edits: editsAsked });
} finally {
  rmSync(folder, { recursive: true });
}

async function replay({ replayEdits, files, edits }) {
  const last = path.join(root, "node_modules", ".cache", "fuzz-editor");
  mkdirSync(last, { recursive: true });
  const start = process.cpuUsage();
  let [shown, dataAtTheMiddle] = [0, undefined];
  const result = await replayEdits({
    files,
    edits,
    seed: flags.seed,
    begins: (uri, text) => writeFileSync(path.join(last, "last.ncrn"), `// ${uri}\n${text}`),
    progress: (done) => {
      const tenth = Math.floor((10 * done) / edits);
      if (tenth === shown) return;
      shown = tenth;
      const heap = heapMegabytes();
      if (tenth === 5) dataAtTheMiddle = dataMegabytes();
      const seconds = process.cpuUsage(start).user / 1e6;
      console.error(`${done} edits, ${heap.toFixed(1)} MB of heap, ${seconds.toFixed(0)} s`);
    },
  });
  const findings = [...result.findings];
  // What is over within one document has no middle.
  if (dataAtTheMiddle === undefined) return report({ ...result, findings });
  const dataAtTheEnd = dataMegabytes();
  const growth = dataAtTheEnd - dataAtTheMiddle;
  if (edits >= FEWEST_FOR_MEMORY && growth > MOST_GROWTH)
    findings.push(`Memory has grown by ${growth.toFixed(1)} MB in the second half.`);
  report({ ...result, findings, dataAtTheMiddle, dataAtTheEnd });
}

function report({ findings, ...figures }) {
  for (const [name, value] of Object.entries(figures)) console.log(`${name}: ${JSON.stringify(value)}`);
  for (const finding of findings) console.log(`${finding}\n${"─".repeat(60)}`);
  console.log(findings.length === 0 ? "no findings" : `${findings.length} FINDINGS`);
  if (findings.length > 0) process.exitCode = 1;
}

/** Without the machine code that V8 makes of ours, which goes on growing for a while. */
function heapMegabytes() {
  collectGarbage();
  const spaces = getHeapSpaceStatistics().filter(({ space_name: name }) => !name.startsWith("code_"));
  return spaces.reduce((sum, { space_used_size: bytes }) => sum + bytes, 0) / 2 ** 20;
}

/** Megabytes of objects, arrays, closures and texts that can be reached. */
function dataMegabytes() {
  const file = path.join(folder, "heap.heapsnapshot");
  writeHeapSnapshot(file);
  const { snapshot, nodes } = JSON.parse(readFileSync(file, "utf8"));
  rmSync(file);
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [type, size] = [fields.indexOf("type"), fields.indexOf("self_size")];
  let bytes = 0;
  for (let node = 0; node < nodes.length; node += fields.length)
    if (!notData.has(types[type][nodes[node + type]])) bytes += nodes[node + size];
  return bytes / 2 ** 20;
}
