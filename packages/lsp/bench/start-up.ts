// How long a server needs until it has answered the hand-shake, as the process that editors start.

import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import type { Samples } from "./requests.js";

/** Starts the command again and again. */
export async function measureStart(command: string, times: number): Promise<Samples> {
  const samples: Samples = new Map([
    ["server ready after start", []],
    ["server ready, by the clock", []],
  ]);
  for (let time = 0; time < times; time++) {
    const { cpu, wall } = await startOnce(command);
    samples.get("server ready after start")?.push(cpu ?? wall);
    samples.get("server ready, by the clock")?.push(wall);
  }
  return samples;
}

async function startOnce(
  command: string,
): Promise<{ readonly cpu: number | undefined; readonly wall: number }> {
  const start = performance.now();
  const server = spawn(process.execPath, [command, "lsp", "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  connection.listen();
  await connection.sendRequest("initialize", { processId: null, rootUri: null, capabilities: {} });
  const measured = { wall: performance.now() - start, cpu: cpuOf(server) };
  const ended = new Promise((resolve) => void server.once("exit", resolve));
  await connection.sendRequest("shutdown");
  await connection.sendNotification("exit");
  await ended;
  connection.dispose();
  return measured;
}

/** Processor time of another process so far; undefined where the system does not tell. */
export function cpuOf({ pid }: Pick<ChildProcess, "pid">): number | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    return (Number(fields[11]) + Number(fields[12])) * 10; // in hundredths of a second
  } catch {
    return undefined;
  }
}
