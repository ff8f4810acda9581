// What stands at a cursor → the sections of its hover and the text that they are about.

import type {
  CallExpression,
  DeclaredSymbol,
  Node,
  ReactionStatement,
  Reference,
  Span,
} from "@ncrn/language";
import { equationHover } from "./hover-equation.js";
import { eventHover } from "./hover-event.js";
import { functionHover } from "./hover-function.js";
import { numberHover } from "./hover-number.js";
import { reactionHover } from "./hover-reaction.js";
import { scanEntryText, scanText } from "./hover-scan.js";
import { settingHover, variantHover } from "./hover-setting.js";
import { symbolHover } from "./hover-symbol.js";
import type { Scene } from "./scene.js";

/** Sections of Markdown, and what they are about. */
export interface HoverText {
  readonly sections: readonly string[];
  readonly span: Span;
}

/** Undefined if there is nothing to say. */
export async function hoverAt(scene: Scene): Promise<HoverText | undefined> {
  const { nodes, name } = scene.cursor;
  const number = innermost(nodes, "NumberLiteral");
  if (number?.unit !== undefined) return said(numberHover(scene, number), number.span);
  if (name !== undefined) return said(await nameSections(scene), name.span);
  const arrow = innermost(nodes, "ReactionArrow");
  const reaction = innermost(nodes, "ReactionStatement");
  const at = nodes.at(-1);
  if (reaction !== undefined && (at === arrow || at === reaction)) {
    return said(await reactionHover(scene, reaction), arrow?.span ?? reaction.span);
  }
  const equation = innermost(nodes, "EquationStatement");
  if (equation !== undefined && (at === equation || at?.kind === "MissingExpression"))
    return said(await equationHover(scene, equation), equation.span);
  const event = innermost(nodes, "EventStatement");
  if (event !== undefined) return said(await eventHover(scene, event), event.span);
  if (at?.kind === "LearnDeclaration") return learnKeyword(scene, at);
  if (at?.kind === "ScanDeclaration") return said(scanText(scene, at), headOf(at));
  return undefined;
}

function said(sections: readonly string[], span: Span): HoverText | undefined {
  return sections.length === 0 ? undefined : { sections, span };
}

async function nameSections(scene: Scene): Promise<readonly string[]> {
  const { nodes, name, symbol } = scene.cursor;
  if (name === undefined) return [];
  const reaction = innermost(nodes, "ReactionStatement");
  if (isLabel(reaction, name)) return reaction === undefined ? [] : reactionHover(scene, reaction);
  const equation = innermost(nodes, "EquationStatement");
  const meant = symbol ?? signalOfRail(scene);
  const sections = meant === undefined ? [] : await symbolHover(scene, meant, componentAt(nodes));
  if (equation?.target.path.includes(name)) return [...sections, ...(await equationHover(scene, equation))];
  const isKey = innermost(nodes, "Entry")?.key === name;
  if (meant !== undefined) return isKey ? [...sections, ...scanEntryText(scene, nodes)] : sections;
  if (isKey) return [...settingHover(nodes), ...scanEntryText(scene, nodes)];
  const variant = variantHover(nodes, name.text);
  if (variant.length > 0) return variant;
  return isCallee(innermost(nodes, "CallExpression"), name) ? functionHover(name.text, nodes) : [];
}

/** `x.p` is a rail of what stands before the dot. */
function signalOfRail({ snapshot, cursor: { nodes, name } }: Scene): DeclaredSymbol | undefined {
  const path = innermost(nodes, "Reference")?.path ?? [];
  const index = path.findIndex(({ span }) => span === name?.span);
  const before = path[index - 1];
  if (before === undefined || (name?.text !== "p" && name?.text !== "m")) return undefined;
  return snapshot.analysis()?.references.symbolOf.get(before);
}

function isLabel(reaction: ReactionStatement | undefined, name: Node): boolean {
  return reaction?.label === name;
}

function isCallee(call: CallExpression | undefined, name: Node): boolean {
  return call?.callee.some((part) => part === name) ?? false;
}

/** `X[2]` where a reference has numbers as indices; undefined where loops or nothing decide. */
function componentAt(nodes: readonly Node[]): string | undefined {
  const reference = innermost(nodes, "Reference");
  if (reference === undefined) return undefined;
  const indices = reference.indices.map((index) => (index.kind === "NumberLiteral" ? index.raw : undefined));
  if (indices.some((index) => index === undefined)) return undefined;
  return nameOfComponent(reference, indices);
}

function nameOfComponent({ path }: Reference, indices: readonly (string | undefined)[]): string {
  const names = path.map(({ text }) => text);
  const [last = ""] = names.slice(-1);
  const isRail = names.length > 1 && (last === "p" || last === "m");
  const base = (isRail ? names.slice(0, -1) : names).join(".");
  const index = indices.length === 0 ? "" : `[${indices.join(",")}]`;
  return base + index + (isRail ? `.${last}` : "");
}

/** The word `learn` itself stands for what it makes. */
async function learnKeyword(
  scene: Scene,
  declaration: Extract<Node, { kind: "LearnDeclaration" }>,
): Promise<HoverText | undefined> {
  const references = scene.snapshot.analysis()?.references;
  const symbol = references?.symbols.find(
    ({ kind, declaration: node }) => kind === "learn" && node === declaration,
  );
  if (symbol === undefined) return undefined;
  return said(await symbolHover(scene, symbol, undefined), headOf(declaration));
}

/** From the keyword to the name. */
function headOf({
  span,
  alias,
  subject,
}: Extract<Node, { kind: "LearnDeclaration" | "ScanDeclaration" }>): Span {
  return { start: span.start, end: (alias ?? subject).span.end };
}

function innermost<Kind extends Node["kind"]>(
  nodes: readonly Node[],
  kind: Kind,
): Extract<Node, { kind: Kind }> | undefined {
  return nodes.filter((node): node is Extract<Node, { kind: Kind }> => node.kind === kind).at(-1);
}
