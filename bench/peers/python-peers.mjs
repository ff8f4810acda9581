// Peers that are Python packages: what is installed, and a process for a problem.
import { spawnSync } from "node:child_process";
import { existsSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { jacobianOf } from "../equations/equations.mjs";
import { readStates } from "./cvode.mjs";
import { startPeer } from "./peer-process.mjs";
import { folderFor, PEERS, PYTHON } from "./places.mjs";
import { sbmlOf } from "./sbml.mjs";

const PACKAGES = { scipy: "scipy", roadrunner: "roadrunner", COPASI: "COPASI", gillespy2: "gillespy2" };

export const PYTHON_INSTALLATION =
  "python3 -m venv bench/.peers/python && bench/.peers/python/bin/pip install numpy scipy libroadrunner copasi-basico gillespy2";

/** Versions of the installed packages by module name; from the environment in `.peers`, else from `python3`. */
export function findPythonPeers() {
  const found = {};
  for (const [name, module] of Object.entries(PACKAGES)) {
    const code = `import ${module} as m; print(getattr(m, "__version__", "installed"))`;
    const { status, stdout } = spawnSync(python(), ["-c", code], { encoding: "utf8" });
    if (status === 0) found[name] = stdout.trim().split("\n").at(-1);
  }
  return found;
}

function python() {
  return existsSync(PYTHON) ? PYTHON : "python3";
}

/** A process of one script of the folder `python` for one problem. */
export async function startPythonPeer(script, problem) {
  const { program, samples, duration, folded, reactions } = problem;
  const speciesCount = program.species.length;
  const bytes = Buffer.concat(
    samples.map((sample) => Buffer.from(sample.buffer, sample.byteOffset, sample.byteLength)),
  );
  const equations = { ...folded, jacobian: jacobianOf(folded) };
  const text = JSON.stringify({ speciesCount, duration, equations, reactions });
  const folder = folderFor("samples", text, bytes);
  const files = {
    "problem.json": text,
    "samples.bin": bytes,
    "problem.xml": sbmlOf(reactions, speciesCount),
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder, name), content);
  const states = path.join(PEERS, `states-${process.pid}-${path.basename(script, ".py")}.bin`);
  const peer = await startPeer(python(), [path.join(import.meta.dirname, "python", script), folder]);
  return {
    stop: () => {
      rmSync(states, { force: true });
      peer.stop();
    },
    run: async (kind, { relative, absolute, seconds, wantsStates }) => {
      const answer = await peer.ask(
        `${kind} ${relative} ${absolute} ${seconds} ${wantsStates ? states : "-"}`,
      );
      return wantsStates ? { ...answer, states: readStates(states, speciesCount) } : answer;
    },
  };
}
