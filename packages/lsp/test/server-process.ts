// The server as editors start it: a process with the protocol on its standard input and output. Needs a build.

import { type ChildProcessByStdio, spawn } from "node:child_process";
import path from "node:path";
import type { Readable, Writable } from "node:stream";
import { cpuOf } from "../bench/start-up.js";
import { type Client, createClient } from "./client.js";

export const repository = path.resolve(import.meta.dirname, "..", "..", "..");
const ncrn = path.join(repository, "packages", "cli", "dist", "bundle", "main.js");

export type ServerProcess = ChildProcessByStdio<Writable, Readable, Readable>;

/** How a server ended. */
export interface ServerEnd {
  readonly exitCode: number | null;
  /** Everything that it wrote on standard error. */
  readonly stderr: string;
}

/** Runs a scenario against a server; fails if the server ends before the scenario has ended it. */
export async function withServer(
  scenario: (client: Client, server: ServerProcess) => Promise<void>,
  nodeFlags: readonly string[] = [],
): Promise<ServerEnd> {
  const server = spawn(process.execPath, [...nodeFlags, ncrn, "lsp", "--stdio"], {
    stdio: ["pipe", "pipe", "pipe"],
  });
  let stderr = "";
  server.stderr.on("data", (chunk) => {
    stderr += String(chunk);
  });
  const ended = new Promise<number | null>((resolve) => void server.once("exit", resolve));
  const client = createClient(server.stdout, server.stdin);
  server.stdin.on("error", () => {}); // the server may be gone already
  try {
    const first = await Promise.race([scenario(client, server).then(() => "done"), ended]);
    if (first !== "done") throw new Error(`The server ended too early, with ${first}: ${stderr}`);
    return { exitCode: await ended, stderr };
  } finally {
    client.connection.dispose();
    server.kill();
  }
}

/** Ends a server as the protocol wants it. */
export async function leave(client: Client): Promise<void> {
  await client.request("shutdown", undefined);
  await client.connection.sendNotification("exit");
}

/**
 * The answer of a server, and what it has worked until it came: milliseconds of its processor time or, where the system does
 * not tell, of the clock.
 */
export async function timed<Result>(
  server: ServerProcess,
  ask: () => Promise<Result>,
): Promise<{ result: Result; milliseconds: number }> {
  const now = (): number => cpuOf(server) ?? performance.now();
  const start = now();
  const result = await ask();
  return { result, milliseconds: now() - start };
}
