// A peer that runs as a process of its own: one request a line, one line of JSON as the answer.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** Seconds in which a peer must answer; whoever needs longer is left out. */
const PATIENCE = 300;

/** Starts the process; its first line says that it is ready. */
export async function startPeer(command, args, options = {}) {
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "pipe"], ...options });
  const errors = [];
  child.stderr.on("data", (chunk) => errors.push(chunk));
  child.stdin.on("error", () => {});
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ended = new Promise((resolve) => {
    child.on("error", (error) => resolve(error.message));
    child.on("close", (code) => resolve(`exit code ${code}`));
  });
  const nextLine = async () => {
    const late = timeout(PATIENCE);
    const answer = await Promise.race([lines.next(), late.promise]);
    late.cancel();
    if (answer === undefined) {
      child.kill("SIGKILL");
      throw new Error(`no answer within ${PATIENCE} s`);
    }
    if (!answer.done) return JSON.parse(answer.value);
    throw new Error(
      `${await ended}: ${Buffer.concat(errors).toString().trim().split("\n").slice(-3).join(" ")}`,
    );
  };
  await nextLine();
  return {
    ask: async (line) => {
      child.stdin.write(`${line}\n`);
      return nextLine();
    },
    stop: () => child.stdin.end(),
  };
}

function timeout(seconds) {
  let timer;
  const promise = new Promise((resolve) => {
    timer = setTimeout(() => resolve(undefined), 1000 * seconds);
  });
  return { promise, cancel: () => clearTimeout(timer) };
}
