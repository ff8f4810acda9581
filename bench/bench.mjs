// Measures the simulator against other codes on this machine, in one interleaved run:
//
//   pnpm bench [--only NAME]… [--rounds N] [--seconds S] [--quick] [--json] [--out DIR]
//
// Names are those of the problems and of the groups `solves`, `training` and `start-up`. What is measured and how is
// described in README.md of this folder.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";

const root = path.dirname(import.meta.dirname);
const GROUPS = ["solves", "training", "start-up"];
const QUICK = { rounds: 1, seconds: 0.05, tolerances: [1e-4] };
const FULL = { rounds: 5, seconds: 0.2, tolerances: [1e-4, 1e-6] };

const { values: flags } = parseArgs({
  options: {
    only: { type: "string", multiple: true, default: [] },
    rounds: { type: "string" },
    seconds: { type: "string" },
    quick: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    out: { type: "string" },
  },
});
process.exitCode = await bench();

async function bench() {
  if (!existsSync(path.join(root, "packages", "cli", "dist", "bundle", "main.js"))) {
    console.error("Nothing is built yet. Run `pnpm build` first.");
    return 2;
  }
  const modules = await load();
  const unknown = flags.only.filter((name) => ![...GROUPS, ...modules.PROBLEM_NAMES].includes(name));
  if (unknown.length > 0) {
    console.error(
      `No benchmark is called ${unknown.join(" or ")}. Groups: ${GROUPS.join(", ")}. Problems: ${modules.PROBLEM_NAMES.join(", ")}.`,
    );
    return 2;
  }
  const settings = settingsOf();
  mkdirSync(settings.out, { recursive: true });
  const found = modules.findPeers();
  for (const line of found.advice) console.error(line);
  await measure({ ...settings, found }, modules);
  return modules.report(settings.out, { json: flags.json });
}

/** Everything that needs the built packages. */
async function load() {
  const [problems, codes, solves, training, startUp, report, machine, table] = await Promise.all([
    import("./problems/problems.mjs"),
    import("./peers/codes.mjs"),
    import("./suites/solves.mjs"),
    import("./suites/training.mjs"),
    import("./suites/start-up.mjs"),
    import("./report/report.mjs"),
    import("./report/machine.mjs"),
    import("./report/solves-table.mjs"),
  ]);
  return { ...problems, ...codes, ...solves, ...training, ...startUp, ...report, ...machine, ...table };
}

function settingsOf() {
  const usual = flags.quick ? QUICK : FULL;
  return {
    ...usual,
    quick: flags.quick,
    ...(flags.rounds === undefined ? {} : { rounds: Number(flags.rounds) }),
    ...(flags.seconds === undefined ? {} : { seconds: Number(flags.seconds) }),
    out: path.resolve(
      flags.out ??
        (flags.quick ? path.join(root, "runs", "bench-quick") : path.join(import.meta.dirname, "results")),
    ),
    say: (text) => process.stderr.isTTY && process.stderr.write(`\r\x1b[K${text}`),
  };
}

async function measure(settings, modules) {
  const wants = (group) => flags.only.length === 0 || flags.only.includes(group);
  const named = flags.only.filter((name) => !GROUPS.includes(name));
  const problems =
    named.length > 0 || wants("solves") ? modules.chosenProblems({ only: named, quick: flags.quick }) : [];
  for (const description of problems) {
    const result = await modules.measureProblem(modules.problemOf(description), settings);
    write(settings, modules, { name: description.name, kind: "solves", result });
    if (!flags.json) console.log(modules.problemText(result));
  }
  if (wants("training"))
    write(settings, modules, {
      name: "training",
      kind: "training",
      result: await modules.measureTraining(settings),
    });
  if (wants("start-up"))
    write(settings, modules, {
      name: "start-up",
      kind: "start-up",
      result: await modules.measureStartUp(settings),
    });
}

/** Each result is kept as soon as it is there. */
function write({ out, rounds, quick, found }, modules, { name, kind, result }) {
  const content = { kind, quick, rounds, machine: modules.machineOf(found.versions), ...result };
  writeFileSync(path.join(out, `${name}.json`), `${JSON.stringify(content, undefined, 2)}\n`);
}
