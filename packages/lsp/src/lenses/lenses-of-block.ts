// A block → its lenses: how to run it, how many reactions it becomes, and the forms it can be seen in.

import type { Declaration } from "@ncrn/language";
import type { CodeLens, Command } from "vscode-languageserver";
import { counted } from "../hover/scene.js";
import { type ViewTargetName, viewTarget } from "../views/view-targets.js";
import type { NamedBlock, RunsAndLearners } from "./runs-and-learners.js";

/** What every command of a lens is called with; the client runs it. */
export interface LensArguments {
  readonly uri: string;
  /** Of a crn, learn, simulate, scan or train. */
  readonly name: string;
  /** True if the name is a network's and the user is to choose among its records. */
  readonly asks?: boolean;
  /** Of the view, for the commands that show one. */
  readonly target?: ViewTargetName;
}

/** What a lens without a command keeps for its resolving. */
export interface LensData {
  readonly uri: string;
  readonly name: string;
  /** True if the block above which it stands has several networks. */
  readonly isNamed?: boolean;
}

export type Lens = Pick<CodeLens, "command" | "data">;

/** None for a block that makes no reactions and runs none, or that has no name. */
export function lensesOfBlock(
  declaration: Declaration,
  uri: string,
  known: RunsAndLearners,
): readonly Lens[] {
  const name = nameOfBlock(declaration);
  if (name === undefined) return [];
  const block: NamedBlock = { uri, name };
  switch (declaration.kind) {
    case "NetworkDeclaration":
      return [...runsOfNetwork(block, known), ...views(block)];
    case "LearnDeclaration":
      return lensesOfLearner(block, known);
    case "ModelDeclaration":
      return lensesOfModel(known.learnersOf(name), known);
    case "SimulateDeclaration":
      return [run("simulate", block)];
    case "ScanDeclaration":
      return withCounts([run("scan", block)], known);
    case "TrainDeclaration":
      return [run("train", block)];
    default:
      return [];
  }
}

function nameOfBlock(declaration: Declaration): string | undefined {
  switch (declaration.kind) {
    case "NetworkDeclaration":
    case "ModelDeclaration":
      return declaration.name.text || undefined;
    case "LearnDeclaration":
    case "SimulateDeclaration":
    case "ScanDeclaration":
    case "TrainDeclaration":
      return (declaration.alias ?? declaration.subject).text || undefined;
    default:
      return undefined;
  }
}

/** A network that no record simulates is simulated by itself. */
function runsOfNetwork(network: NamedBlock, known: RunsAndLearners): readonly Lens[] {
  const simulations = known.recordsOf("SimulateDeclaration", network);
  const isSimulatedHere = simulations.some(({ uri }) => uri === network.uri);
  return [
    ...(isSimulatedHere ? [] : [run("simulate", network)]),
    ...runs("simulate", network, simulations),
    ...scans(network, known),
    ...runs("train", network, known.recordsOf("TrainDeclaration", network)),
  ];
}

function scans(network: NamedBlock, known: RunsAndLearners): readonly Lens[] {
  return withCounts(runs("scan", network, known.recordsOf("ScanDeclaration", network)), known);
}

/** `scan (9 runs)`, for lenses of scans. */
function withCounts(lenses: readonly Lens[], known: RunsAndLearners): readonly Lens[] {
  return lenses.map((lens) => {
    const [about]: LensArguments[] = lens.command?.arguments ?? [];
    const count = about === undefined || about.asks ? undefined : known.runsOf(about);
    if (count === undefined || lens.command === undefined) return lens;
    return { command: { ...lens.command, title: `${lens.command.title} (${counted(count, "run")})` } };
  });
}

/** A learner needs inputs, so only a record says how it is run. */
function runsOfLearner(learner: NamedBlock, known: RunsAndLearners): readonly Lens[] {
  return [
    ...runs("simulate", learner, known.recordsOf("SimulateDeclaration", learner)),
    ...scans(learner, known),
    ...runs("train", learner, known.recordsOf("TrainDeclaration", learner)),
  ];
}

function lensesOfLearner(learner: NamedBlock, known: RunsAndLearners): readonly Lens[] {
  return [...runsOfLearner(learner, known), ...views(learner)];
}

/** More lenses for one thing to do are one lens that asks. */
const MOST_NAMED = 3;

/** A model is what its learner is; of several each has a lens with its name, and all others stand above it. */
function lensesOfModel(learners: readonly NamedBlock[], known: RunsAndLearners): readonly Lens[] {
  const [only] = learners;
  if (only !== undefined && learners.length === 1) return lensesOfLearner(only, known);
  return learners
    .slice(0, MOST_NAMED)
    .map(({ uri, name }) => ({ data: { uri, name, isNamed: true } satisfies LensData }));
}

/** Records of the network's own file without their names if there is one, those of others with their files. */
function runs(verb: RunVerb, network: NamedBlock, records: readonly NamedBlock[]): readonly Lens[] {
  const own = records.filter(({ uri }) => uri === network.uri);
  const others = records.filter(({ uri }) => uri !== network.uri).slice(0, MOST_NAMED);
  return [
    ...ownRuns(verb, network, own),
    ...others.map((record) => run(verb, record, `${verb} ${record.name} of ${fileName(record.uri)}`)),
  ];
}

function ownRuns(verb: RunVerb, { uri, name }: NamedBlock, own: readonly NamedBlock[]): readonly Lens[] {
  if (own.length > MOST_NAMED) return [run(verb, { uri, name, asks: true }, `${verb} …`)];
  if (own.length === 1) return own.map((record) => run(verb, record));
  return own.map((record) => run(verb, record, `${verb} ${record.name}`));
}

function fileName(uri: string): string {
  const last = uri.slice(uri.lastIndexOf("/") + 1);
  try {
    return decodeURIComponent(last);
  } catch {
    return last; // an address may have any text
  }
}

type RunVerb = "simulate" | "scan" | "train";

function run(verb: RunVerb, about: LensArguments, title: string = verb): Lens {
  return { command: lensCommand(title, `ncrn.${verb}`, about) };
}

/** The first has no command yet: its title has a count, for which the network has to be lowered. */
function views(about: NamedBlock): readonly Lens[] {
  const targets: readonly ViewTargetName[] = ["sbml", "dsd"];
  return [
    { data: about satisfies LensData },
    ...targets.map((target) => ({
      command: lensCommand(viewTarget(target)?.title ?? target, "ncrn.showTarget", { ...about, target }),
    })),
  ];
}

/** A command of the client. */
export function lensCommand(title: string, command: string, given: LensArguments): Command {
  return { title, command, arguments: [given] };
}
