// A declared name → its declaration, its documentation, and what it means as chemistry.

import { explain, type ReactionNetwork } from "@ncrn/compiler";
import { type DeclaredSymbol, declarationOrigin } from "@ncrn/language";
import { declarationText, documentationOf } from "../completion/declaration-text.js";
import { reactionsOfInstance } from "../lowered/instance-reactions.js";
import type { LoweredNetwork } from "../lowered/lowered-network.js";
import { isAt, speciesDeclaredAt } from "../lowered/places.js";
import { notationOf } from "./flux.js";
import { constantText } from "./hover-constant.js";
import { dataText } from "./hover-data.js";
import { learnText } from "./hover-learn.js";
import { networkText } from "./hover-network.js";
import { quantityText } from "./hover-quantity.js";
import { rateText } from "./hover-rate.js";
import { scanText } from "./hover-scan.js";
import { speciesText } from "./hover-species.js";
import {
  code,
  counted,
  declarationAround,
  listed,
  mathematicsBlock,
  networksOf,
  reasonForNothing,
  type Scene,
  shortened,
  sourceBlock,
} from "./scene.js";
import { unicodeExpression } from "./unicode-expression.js";

/** Networks of a module in which its copies are shown. */
const MOST_NETWORKS = 2;
/** Characters of one read-out. */
const LONGEST_LINE = 240;

/** Everything about a declared name; `component` is the one that is meant where an index says so. */
export async function symbolHover(
  scene: Scene,
  symbol: DeclaredSymbol,
  component: string | undefined,
): Promise<readonly string[]> {
  const documentation = documentationOf(symbol, scene.snapshot);
  const { span } = symbol.declaration;
  // A column that is only used, since its file cannot be read, has nothing that declares it.
  if (span.start === span.end || symbol.declaration.kind === "Name") return [];
  return [
    sourceBlock(headOf(symbol, declarationText(symbol, scene.snapshot))),
    ...(documentation === undefined ? [] : [documentation]),
    ...(await meaningOf(scene, symbol, component)),
  ];
}

/** Without a body that stands on the same line. */
function headOf({ declaration }: DeclaredSymbol, text: string): string {
  const hasBody = "body" in declaration || "record" in declaration || "items" in declaration;
  const head = hasBody && declaration.kind !== "FunctionDeclaration" ? text.replace(/\s*\{.*$/, "") : text;
  return head.replace(/\s*;$/, "");
}

async function meaningOf(
  scene: Scene,
  symbol: DeclaredSymbol,
  component: string | undefined,
): Promise<readonly string[]> {
  const networks = (): Promise<readonly LoweredNetwork[]> =>
    networksOf(scene, declarationAround(scene, declarationOrigin(symbol)));
  switch (symbol.kind) {
    case "species":
    case "clamped species":
    case "signal":
    case "rail":
      return speciesMeaning(scene, symbol, { networks: await networks(), component });
    case "rate":
      return rateMeaning(scene, symbol, { networks: await networks(), component });
    case "input":
    case "target":
    case "weight":
    case "fixed":
    case "state":
    case "output":
      return quantityText(symbol, await networks());
    case "network":
      return networksText(await networks());
    case "learn":
      return (await Promise.all((await networks()).map(learnText))).flat();
    case "model":
      return modelText(await networks());
    case "phase":
      return inNetworks(await networks(), (network) => phaseText(network, symbol.name));
    case "let":
      return inNetworks(await networks(), (network) => readoutText(network, symbol.name));
    case "instance":
      return instanceText(await networks(), symbol.name);
    case "const":
      return constantText(scene, symbol);
    case "data":
      return dataMeaning(scene, symbol);
    case "scan":
      return symbol.declaration.kind === "ScanDeclaration" ? scanText(scene, symbol.declaration) : [];
    default:
      return []; // the declaration says it all
  }
}

/** The networks that a declaration has become part of, and the component that is meant where an index says so. */
interface Found {
  readonly networks: readonly LoweredNetwork[];
  readonly component: string | undefined;
}

function speciesMeaning(
  scene: Scene,
  symbol: DeclaredSymbol,
  { networks, component }: Found,
): readonly string[] {
  if (symbol.parameter) return [`A ${symbol.kind} that is handed to each copy of the module.`];
  return chemistryText(networks, symbol, (network) => {
    const all = speciesDeclaredAt(network, declarationOrigin(symbol));
    const meant = all.filter(({ name }) => isComponent(name, component));
    return all.length === 0 ? undefined : speciesText(scene, meant.length > 0 ? meant : all, network);
  });
}

function rateMeaning(
  scene: Scene,
  symbol: DeclaredSymbol,
  { networks, component }: Found,
): readonly string[] {
  const place = declarationOrigin(symbol);
  return chemistryText(networks, symbol, (network) => {
    const all = network.parameters.filter(({ provenance }) => isAt(provenance.origin, place));
    const meant = all.filter(({ name }) => name === component);
    return all.length === 0 ? undefined : rateText(scene, meant.length > 0 ? meant : all, network);
  });
}

async function dataMeaning(scene: Scene, { name }: DeclaredSymbol): Promise<readonly string[]> {
  const data = scene.snapshot.analysis()?.program.data.find((one) => one.name === name);
  return data === undefined ? [] : dataText(scene, data);
}

function inNetworks(
  networks: readonly LoweredNetwork[],
  textIn: (network: ReactionNetwork) => readonly string[],
): readonly string[] {
  return networks.flatMap(({ network }) => (network === undefined ? [] : textIn(network)));
}

/** In each of the networks that have it; what is wrong keeps a network from having anything. */
function chemistryText(
  networks: readonly LoweredNetwork[],
  { kind }: DeclaredSymbol,
  textIn: (network: ReactionNetwork) => readonly string[] | undefined,
): readonly string[] {
  const texts = networks.flatMap(({ network }) => {
    const text = network && textIn(network);
    return network === undefined || text === undefined ? [] : [{ name: network.name, text }];
  });
  const [only] = texts;
  if (only !== undefined && texts.length === 1) return only.text;
  if (texts.length > 1) {
    return texts
      .slice(0, MOST_NETWORKS)
      .flatMap(({ name, text }) => [`In ${code(name)}:`, ...text])
      .concat(
        texts.length > MOST_NETWORKS ? [`… and in ${texts.length - MOST_NETWORKS} more networks.`] : [],
      );
  }
  if (networks.some(({ network }) => network !== undefined))
    return [`This ${kind} stays at 0 for ever, so lowering leaves it out.`];
  const otherwise = `What this ${kind} does is shown as soon as the network around it has no errors.`;
  return [reasonForNothing(networks, otherwise)];
}

/** `X[1]` is the component `X[1]`, and so are its rails and those of copies in modules. */
function isComponent(name: string, component: string | undefined): boolean {
  if (component === undefined) return false;
  return [component, `${component}.p`, `${component}.m`].includes(name);
}

async function networksText(networks: readonly LoweredNetwork[]): Promise<readonly string[]> {
  if (networks.length === 0) return ["Its reactions are counted as soon as it has no errors."];
  return (await Promise.all(networks.map(networkText))).flat();
}

async function modelText(networks: readonly LoweredNetwork[]): Promise<readonly string[]> {
  if (networks.length === 0) return ["No `learn` record without errors makes a network of it."];
  const texts = await Promise.all(
    networks.map(async (lowered) => [
      `Learnt as ${code(lowered.source.name)}:`,
      ...(await networkText(lowered)),
    ]),
  );
  return texts.flat();
}

function phaseText(network: ReactionNetwork, name: string): readonly string[] {
  const phase = network.phases.find((one) => one.name === name);
  if (phase === undefined) return [];
  const { reactionsByPhase } = explain(network);
  const own = reactionsByPhase[name] ?? 0;
  const always = reactionsByPhase["always"] ?? 0;
  const others =
    always === 0 ? "" : `, and ${counted(always, "reaction that always runs", "reactions that always run")}`;
  const unit = network.units.time === undefined ? "" : ` ${network.units.time}`;
  return [`Lasts ${phase.duration}${unit}. ${counted(own, "reaction")} of its own${others}.`];
}

/** What a definition is in terms of concentrations. */
function readoutText(network: ReactionNetwork, name: string): readonly string[] {
  const notation = notationOf(network);
  const lines = network.observables
    .filter((observable) => observable.name === name || observable.name.startsWith(`${name}[`))
    .map(({ name: component, value }) =>
      shortened(`${component} = ${unicodeExpression(value, notation)}`, LONGEST_LINE),
    );
  return lines.length === 0
    ? []
    : [mathematicsBlock([listed(lines, 4, "\n").replace(/\nand (\d+ more)$/, "\n… and $1")])];
}

function instanceText(networks: readonly LoweredNetwork[], name: string): readonly string[] {
  return networks.flatMap(({ source, network }) => {
    if (source.kind === "learn" || network === undefined) return [];
    const count = reactionsOfInstance(source, network, name);
    return count === 0 ? [] : [`Puts ${counted(count, "reaction")} into ${code(source.name)}.`];
  });
}
