// Words of the command line → command → exit code. Every way a command can end passes through here once.

import { CommanderError } from "commander";
import { type CommonFlags, createCommandLine } from "./command-line.js";
import { type CommandContext, contextFromFlags } from "./context.js";
import { type ExitCode, exitCodes } from "./exit-codes.js";
import { watchInterruption } from "./interruption.js";
import { type OutputOptions, processOutput } from "./output.js";
import { reportProblem } from "./problem.js";
import { version } from "./version.js";

/** Runs the command that the words name; the exit code is that of the process. */
export async function runCommandLine(words: readonly string[]): Promise<void> {
  const program = createCommandLine(version(), runCommand);
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({ outputError: () => {} });
  }
  try {
    await program.parseAsync(words, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = error.exitCode === 0 ? exitCodes.done : exitCodes.wrongUsage;
    if (error.exitCode !== 0 && error.code !== "commander.help") reportWrongUsage(words, error);
  }
}

async function runCommand(
  flags: CommonFlags,
  command: (context: CommandContext) => Promise<ExitCode>,
): Promise<void> {
  const options: OutputOptions = { json: flags.json ?? false, quiet: flags.quiet ?? false };
  const output = processOutput(options);
  const context = contextFromFlags(flags, output, watchInterruption(flags.timeout));
  try {
    process.exitCode = await command(context);
  } catch (error) {
    const { reportFailure } = await import("./report-failure.js");
    process.exitCode = reportFailure(context, error);
  }
}

/** Commander's sentence in our form; the command it belongs to is named so that its help is one step away. */
function reportWrongUsage(words: readonly string[], error: CommanderError): void {
  const [sentence = "", suggestion = ""] = error.message.replace(/^error: /, "").split("\n");
  const meant = suggestion.replace(/^\((.*?)(\S+)\?\)$/, "$1`$2`? ");
  const command = words.find((word) => !word.startsWith("-"));
  const known = command !== undefined && error.code !== "commander.unknownCommand";
  reportProblem(processOutput({ json: words.includes("--json"), quiet: false }), {
    code: "wrong-usage",
    message: sentence.replace(/'([^']*)'/g, "`$1`"),
    hint: `${meant}See \`ncrn ${known ? `${command} ` : ""}--help\`.`,
    file: undefined,
  });
}
