// What `npm start` runs once everything is built: trains the iris example and leaves its results in runs/iris.
import { spawn } from "node:child_process";
import path from "node:path";

const MODEL = "examples/iris/model.ncrn";
const FOLDER = "runs/iris";

const root = path.dirname(import.meta.dirname);
const ncrn = path.join("packages", "cli", "dist", "bundle", "main.js");

console.log(`
Two species of iris, 50 flowers each, two measurements: ${MODEL} says what is to be learnt,
the compiler makes a reaction network of it, and the network learns by running.
`);
const child = spawn(process.execPath, [ncrn, "train", MODEL, "--out", FOLDER, ...process.argv.slice(2)], {
  stdio: "inherit",
  cwd: root,
  env: { ...process.env, NCRN_COMMAND: "npm run -s ncrn --" },
});
process.on("SIGINT", () => {}); // the child stops by itself and keeps its results
child.on("exit", (status) => {
  process.exitCode = status ?? 1;
  if (status !== 0) return;
  console.log(`
Look at ${FOLDER}/loss.png and ${FOLDER}/boundary.png.
The chemistry that learnt it: ${FOLDER}/network.ncrn, as SBML ${FOLDER}/network.xml.`);
});
