// The command line as commander sees it: every command, argument and flag is spelt here and nowhere else.
// Commands are loaded when they run, so that help and mistakes cost no more than this file.

import { Argument, Command, InvalidArgumentError, Option } from "commander";
import type { CompileFlags } from "./commands/compile.js";
import type { ExplainFlags } from "./commands/explain.js";
import type { PredictFlags } from "./commands/predict.js";
import type { ScanFlags } from "./commands/scan.js";
import type { SimulateFlags } from "./commands/simulate.js";
import type { TrainFlags } from "./commands/train.js";
import type { VerifyFlags } from "./commands/verify.js";
import type { CommandContext } from "./context.js";
import type { ExitCode } from "./exit-codes.js";

/** Flags that several commands share; a command reads those it declares. */
export interface CommonFlags {
  readonly json?: true;
  readonly quiet?: true;
  readonly hints?: true;
  readonly set?: Readonly<Record<string, number>>;
  readonly maxSteps?: number;
  readonly timeout?: number;
}

/** Prepares the context of a command, runs it and keeps its exit code. */
export type Runner = (
  flags: CommonFlags,
  command: (context: CommandContext) => Promise<ExitCode>,
) => Promise<void>;

const LATER: Readonly<Record<string, { readonly usage: string; readonly description: string }>> = {
  analyze: {
    usage: "FILE [NAME]",
    description: "conservation laws, steady states, stability (not available yet)",
  },
  import: { usage: "MODEL", description: "make .ncrn of SBML or Visual CRN text (not available yet)" },
  view: { usage: "FILE [NAME]", description: "the network as a picture (not available yet)" },
};

const EXAMPLES = `
Examples:
  $ ncrn new first-steps && cd first-steps
  $ ncrn check model.ncrn
  $ ncrn train model.ncrn --out runs/model
  $ ncrn compile model.ncrn --to sbml -o model.xml

Exit codes: 0 done, 1 the input has errors, 2 wrong usage, 3 a run failed, 4 a defect of ncrn, 130 interrupted.`;

/** Builds the whole command line; `run` is called with whatever command was asked for. */
export function createCommandLine(version: string, run: Runner): Command {
  const program = new Command("ncrn")
    .description("Language, compiler and simulator for neural chemical reaction networks.")
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print help")
    .helpCommand(false)
    .addHelpText("after", EXAMPLES)
    .showSuggestionAfterError();
  addTextCommands(program, run);
  addCompile(program, run);
  addExplain(program, run);
  addVerify(program, run);
  addSimulate(program, run);
  addScan(program, run);
  addTrain(program, run);
  addPredict(program, run);
  addOtherCommands(program, run);
  for (const [name, { usage, description }] of Object.entries(LATER)) {
    program
      .command(name)
      .usage(usage)
      .description(description)
      .argument("[rest...]")
      .option("--json")
      .allowUnknownOption()
      .action((_rest, flags: CommonFlags) =>
        run(flags, async (context) =>
          (await import("./commands/not-available-yet.js")).notAvailableYet(context, name),
        ),
      );
  }
  return program;
}

function addTextCommands(program: Command, run: Runner): void {
  program
    .command("check")
    .description("report every problem in the files; exit 1 if there is an error")
    .argument("<file...>", "models")
    .addOption(hints())
    .addOption(set())
    .addOption(quiet())
    .addOption(json())
    .action((files: string[], flags: CommonFlags) =>
      run(flags, async (context) => (await import("./commands/check.js")).check(context, files)),
    );
  program
    .command("format")
    .description("rewrite files in the one style")
    .argument("<file...>", "models")
    .option("--check", "change nothing; exit 1 if a file is not formatted")
    .addOption(quiet())
    .addOption(json())
    .action((files: string[], flags: CommonFlags & { check?: true }) =>
      run(flags, async (context) =>
        (await import("./commands/format.js")).format(context, files, flags.check ?? false),
      ),
    );
}

function addCompile(program: Command, run: Runner): void {
  networkCommand(program, "compile", "lower a network and write it for another tool")
    .requiredOption("--to <target>", "format to write; `ncrn targets` lists them")
    .option("-o, --output <file>", "write here instead of standard output")
    .option("--samples <count>", "dose so many samples of the training (own clock only)", positiveInteger)
    .addOption(new Option("--profile <profile>", "how rate laws are written (sbml)").choices(["ode", "ssa"]))
    .addOption(
      new Option(
        "--level <level>",
        "level and version (sbml): l3v2; l3v1 and l2v4 are not available yet",
      ).choices(["l3v2", "l3v1", "l2v4"]),
    )
    .addOption(
      new Option("--scheme <scheme>", "strand displacement scheme (dsd; not available yet)").choices([
        "four-domain",
        "two-domain",
      ]),
    )
    .action((file: string, name: string | undefined, flags: CommonFlags & CompileFlags) =>
      run(flags, async (context) =>
        (await import("./commands/compile.js")).compile(context, { file, name, ...flags }),
      ),
    );
}

function addExplain(program: Command, run: Runner): void {
  networkCommand(program, "explain", "counts, orders, laws and origin of the lowered network")
    .option("--provenance", "also list every species and reaction with the source that made it")
    .option("--sweep <range>", "how counts grow with a constant, such as d=2..8")
    .action((file: string, name: string | undefined, flags: CommonFlags & ExplainFlags) =>
      run(flags, async (context) =>
        (await import("./commands/explain.js")).explain(context, { file, name, ...flags }),
      ),
    );
}

function addVerify(program: Command, run: Runner): void {
  networkCommand(
    program,
    "verify",
    "compare the lowered network with its source, and gradients with differences",
  )
    .option("--draws <count>", "random draws for a learner (24)", positiveInteger)
    .option("--seed <seed>", "seed of the draws (1)", seedNumber)
    .option("--until <time>", "length of the comparison for a crn (10)", positiveNumber)
    .option(
      "--tolerance <difference>",
      "largest relative difference that passes (1e-6; 0.05 where absolute values make rails approximate)",
      positiveNumber,
    )
    .addOption(maxSteps())
    .addOption(timeout())
    .action((file: string, name: string | undefined, flags: CommonFlags & VerifyFlags) =>
      run(flags, async (context) =>
        (await import("./commands/verify.js")).verify(context, { file, name, ...flags }),
      ),
    );
}

function addSimulate(program: Command, run: Runner): void {
  runFlags(networkCommand(program, "simulate", "run a network and show how it ends"))
    .option("--workers <count>", "threads for stochastic runs (as many as it takes)", positiveInteger)
    .option("--csv <file>", "write the time courses (- for standard output)")
    .option("--runs-csv <file>", "write every stochastic run")
    .option("--plot <file>", "draw the time courses (.svg or .png)")
    .option("--log-x", "logarithmic time in the picture")
    .option("--log-y", "logarithmic values in the picture")
    .action((file: string, name: string | undefined, flags: CommonFlags & SimulateFlags) =>
      run(flags, async (context) =>
        (await import("./commands/simulate.js")).simulate(context, { file, name, ...flags }),
      ),
    );
}

function addScan(program: Command, run: Runner): void {
  runFlags(networkCommand(program, "scan", "run a network over values of its rates, and measure each run"))
    .option("--workers <count>", "threads that share the runs (as many as it takes)", positiveInteger)
    .option("--csv <file>", "write a row a run (- for standard output)")
    .option("--plot <file>", "draw what was measured (.svg or .png)")
    .option("--out <file>", "write what the ending says: .csv, .json, .svg or .png")
    .option("--log-y", "logarithmic values in the picture")
    .action((file: string, name: string | undefined, flags: CommonFlags & ScanFlags) =>
      run(flags, async (context) =>
        (await import("./commands/scan.js")).scan(context, { file, name, ...flags }),
      ),
    );
}

/** Adds the flags that say how each run is made. */
function runFlags(command: Command): Command {
  return command
    .option("--until <time>", "simulated time", positiveNumber)
    .addOption(
      new Option(
        "--method <method>",
        "ode, ssa, tau-leaping, langevin or linear-noise; also as the language writes them",
      ).argParser(simulationMethod),
    )
    .option("--runs <count>", "stochastic runs", positiveInteger)
    .option("--seed <seed>", "seed of stochastic runs", seedNumber)
    .option("--volume <volume>", "molecules per unit of concentration", positiveNumber)
    .option(
      "--epsilon <fraction>",
      "largest change of a propensity in a step (tau-leaping, langevin)",
      fraction,
    )
    .option("--step <time>", "length of a step, instead of --epsilon (langevin)", positiveNumber)
    .addOption(maxSteps())
    .addOption(timeout());
}

function addTrain(program: Command, run: Runner): void {
  networkCommand(program, "train", "train a network by its own chemistry")
    .option("--epochs <count>", "passes over the training data, in total", positiveInteger)
    .option("--seed <seed>", "seed of data, split, sample order and initial weights", seedNumber)
    .option("--out <folder>", "write weights, history, figures and the network here")
    .option("--resume <folder>", "go on with the training of this folder")
    .addOption(maxSteps())
    .addOption(timeout())
    .action((file: string, name: string | undefined, flags: CommonFlags & TrainFlags) =>
      run(flags, async (context) =>
        (await import("./commands/train.js")).train(context, { file, name, ...flags }),
      ),
    );
}

function addPredict(program: Command, run: Runner): void {
  program
    .command("predict")
    .description("forward passes with trained weights over the rows of a CSV file")
    .argument("<folder>", "what `ncrn train --out` wrote")
    .requiredOption("--data <file>", "rows with the columns that the training used")
    .option("--csv <file>", "write the rows with their outputs")
    .addOption(maxSteps())
    .addOption(timeout())
    .addOption(quiet())
    .addOption(json())
    .action((folder: string, flags: CommonFlags & PredictFlags) =>
      run(flags, async (context) =>
        (await import("./commands/predict.js")).predict(context, { folder, ...flags }),
      ),
    );
}

function addOtherCommands(program: Command, run: Runner): void {
  program
    .command("targets")
    .description("list the formats that `ncrn compile --to` writes")
    .addOption(json())
    .action((flags: CommonFlags) =>
      run(flags, async (context) => (await import("./commands/targets.js")).listTargets(context)),
    );
  program
    .command("new")
    .description("make a folder with a small model that trains")
    .argument("<folder>")
    .addOption(quiet())
    .addOption(json())
    .action((folder: string, flags: CommonFlags) =>
      run(flags, async (context) => (await import("./commands/new.js")).createProject(context, folder)),
    );
  program
    .command("lsp")
    .description("run the language server for an editor")
    .requiredOption("--stdio", "speak the protocol on standard input and output")
    .action((flags: CommonFlags) =>
      run(flags, async () => (await import("./commands/lsp.js")).serveEditor()),
    );
}

/** A command on one file and one network or record of it, with the flags that all of these share. */
function networkCommand(program: Command, name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .argument("<file>", "model")
    .addArgument(new Argument("[name]", "record or network; may be left out if the file has one candidate"))
    .addOption(set())
    .addOption(hints())
    .addOption(quiet())
    .addOption(json());
}

const json = (): Option => new Option("--json", "print one JSON document on standard output");
const quiet = (): Option => new Option("--quiet", "no progress and no messages except problems");
const hints = (): Option => new Option("--hints", "also show hints");
const set = (): Option =>
  new Option("--set <name=value>", "change a rate, constant or initial value (repeatable)").argParser(
    addSetting,
  );
const maxSteps = (): Option =>
  new Option("--max-steps <count>", "limit of steps of one run").argParser(positiveInteger);
const timeout = (): Option =>
  new Option("--timeout <seconds>", "stop after this time and keep results").argParser(positiveNumber);

function addSetting(text: string, earlier: Readonly<Record<string, number>> = {}): Record<string, number> {
  const [, name, value] = /^\s*([^=]+?)\s*=\s*(\S.*?)\s*$/.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new InvalidArgumentError("Write it as name=value.");
  const number = Number(value);
  if (!Number.isFinite(number)) {
    throw new InvalidArgumentError(
      `\`${value}\` is not a plain number. Write the value alone, in the units of the file.`,
    );
  }
  return { ...earlier, [name]: number };
}

/** As written in the language, where hyphens are minus signs. */
function simulationMethod(text: string): NonNullable<SimulateFlags["method"]> {
  const method = SIMULATION_METHODS.find((candidate) => candidate === text.replaceAll("-", "_"));
  if (method !== undefined) return method;
  const allowed = SIMULATION_METHODS.map((name) => name.replaceAll("_", "-")).join(", ");
  throw new InvalidArgumentError(`Allowed choices are ${allowed}.`);
}

const SIMULATION_METHODS = ["ode", "ssa", "tau_leaping", "langevin", "linear_noise"] as const;

function positiveNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value) || value <= 0)
    throw new InvalidArgumentError("It must be a positive number.");
  return value;
}

function fraction(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !(value > 0 && value < 1))
    throw new InvalidArgumentError("It must be a number between 0 and 1.");
  return value;
}

function positiveInteger(text: string): number {
  if (!isCount(text) || Number(text) === 0)
    throw new InvalidArgumentError("It must be a whole number from 1.");
  return Number(text);
}

function isCount(text: string): boolean {
  return /^\d+$/.test(text) && Number.isSafeInteger(Number(text));
}

/** Seeds are 32-bit so that every tool and language that repeats a run can hold them exactly. */
function seedNumber(text: string): number {
  if (!isCount(text)) throw new InvalidArgumentError("It must be a whole number from 0.");
  const value = Number(text);
  if (value > 0xffffffff) throw new InvalidArgumentError("It must be below 4294967296.");
  return value;
}
