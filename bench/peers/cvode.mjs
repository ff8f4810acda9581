// SUNDIALS CVODE in C: source from equations, compiled once for each content with -O3 -march=native.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { cSourceOf } from "./c-source.mjs";
import { startPeer } from "./peer-process.mjs";
import { folderFor, PEERS } from "./places.mjs";

const LIBRARIES = [
  "cvode",
  "nvecserial",
  "sunmatrixdense",
  "sunmatrixsparse",
  "sunlinsoldense",
  "sunlinsolklu",
  "sunlinsolspgmr",
  "sunnonlinsolfixedpoint",
];
const FLAGS = ["-O3", "-march=native", "-w", "-I.", `-I${import.meta.dirname}`, "-I/usr/include/suitesparse"];

export const CVODE_INSTALLATION = "apt-get install gcc libc6-dev libsundials-dev libsuitesparse-dev";

/** Whether a program against CVODE with KLU can be compiled, and against which version. */
export function findCvode() {
  const folder = folderFor("cvode", "version");
  const source = `#include <sundials/sundials_version.h>\n#include <stdio.h>\nint main(void) { char v[64]; SUNDIALSGetVersion(v, 64); puts(v); return 0; }\n`;
  writeFileSync(path.join(folder, "version.c"), source);
  const failure = compile(folder, "version.c", "version");
  if (failure !== undefined) return undefined;
  return spawnSync("./version", { cwd: folder, encoding: "utf8" }).stdout.trim();
}

export function compilerVersion() {
  return spawnSync("gcc", ["-dumpfullversion"], { encoding: "utf8" }).stdout.trim();
}

/**
 * The compiled program for a list of equations.
 *
 * @param {string} source C file of this folder
 * @param {Record<string, string>} headers further files that it includes, by name
 * @returns {string} the program; throws with what the compiler says
 */
export function buildCvode(source, equationsList, headers = {}) {
  const problem = cSourceOf(equationsList);
  const own = ["cvode.h", source].map((file) => readFileSync(path.join(import.meta.dirname, file)));
  const folder = folderFor("cvode", problem, ...own, ...Object.values(headers));
  const program = path.join(folder, "program");
  if (existsSync(program)) return program;
  for (const [name, content] of Object.entries({ "problem.h": problem, ...headers }))
    writeFileSync(path.join(folder, name), content);
  const failure = compile(folder, path.join(import.meta.dirname, source), "program");
  if (failure !== undefined) throw new Error(failure);
  return program;
}

function compile(folder, source, program) {
  const libraries = [...LIBRARIES.map((name) => `-lsundials_${name}`), "-lklu", "-lm"];
  const { status, stderr, error } = spawnSync("gcc", [...FLAGS, source, "-o", program, ...libraries], {
    cwd: folder,
    encoding: "utf8",
  });
  if (error !== undefined) return error.message;
  return status === 0 ? undefined : stderr.slice(0, 2000);
}

/** One process that solves the samples of a problem with given equations. */
export async function startCvode({ program, samples, duration }, equations) {
  const executable = buildCvode("cvode-solves.c", [equations]);
  const input = Buffer.concat([bytesOf([duration, samples.length]), ...samples.map(bytesOf)]);
  const folder = folderFor("samples", input);
  const file = path.join(folder, "samples.bin");
  if (!existsSync(file)) writeFileSync(file, input);
  const states = path.join(PEERS, `states-${process.pid}.bin`);
  const peer = await startPeer(executable, [file]);
  return {
    stop: () => {
      rmSync(states, { force: true });
      peer.stop();
    },
    /** With `seconds` 0 only the first pass is timed; `wantsStates` adds the final states. */
    run: async (kind, { relative, absolute, seconds, wantsStates }) => {
      const answer = await peer.ask(
        `${kind} ${relative} ${absolute} ${seconds} ${wantsStates ? states : "-"}`,
      );
      return wantsStates ? { ...answer, states: readStates(states, program.species.length) } : answer;
    },
  };
}

/** Final states of all samples from a file of doubles. */
export function readStates(file, species) {
  const { buffer, byteOffset, length } = readFileSync(file);
  const all = new Float64Array(buffer.slice(byteOffset, byteOffset + length));
  return Array.from({ length: all.length / species }, (_, q) => all.subarray(q * species, (q + 1) * species));
}

function bytesOf(values) {
  return Buffer.from(Float64Array.from(values).buffer);
}
