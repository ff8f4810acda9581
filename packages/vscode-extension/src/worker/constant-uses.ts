// What constants are used for: whether a run reads them at all, and whether they shape the network (sizes of arrays, ends
// of loops, conditions, exponents of equations, counts), so that they are whole numbers or choices and no quantities.

import {
  type CallExpression,
  children,
  type DeclaredSymbol,
  type NameNode,
  type NameTable,
  type Node,
  type UseStatement,
} from "@ncrn/language";

/** How a run uses constants. */
export interface ConstantUses {
  /** True if the run reads it, and nowhere as something that shapes the network. */
  readonly isQuantity: (declared: NameNode) => boolean;
}

/** Uses of constants in these declarations and in all that they read: modules, functions, models, data. */
export function constantUses(names: NameTable, roots: readonly Node[]): ConstantUses {
  const walker: Walker = { names, seen: new Map() };
  for (const root of roots) visit(walker, root, { shapes: false, inLaw: false });
  return {
    isQuantity: (declared) => {
      const symbol = names.symbolOf.get(declared);
      const uses = symbol === undefined ? undefined : walker.seen.get(symbol);
      return uses !== undefined && uses.size > 0 && ![...uses].some((use) => use.startsWith("shapes"));
    },
  };
}

interface Walker {
  readonly names: NameTable;
  /** The ways in which names are used. */
  readonly seen: Map<DeclaredSymbol, Set<string>>;
}

/** Where a node stands. In rate laws any exponent is allowed. */
interface Place {
  readonly shapes: boolean;
  readonly inLaw: boolean;
}

function visit(walker: Walker, node: Node, place: Place): void {
  let rest = node;
  // Long sums are deep trees.
  while (rest.kind === "BinaryExpression" && rest.operator !== "^") {
    visit(walker, rest.right, place);
    rest = rest.left;
  }
  switch (rest.kind) {
    case "Name":
      use(walker, rest, place);
      break;
    case "CallExpression":
      visitCall(walker, rest, place);
      break;
    case "UseStatement":
      visitInstance(walker, rest);
      break;
    default:
      visitChildren(walker, rest, place);
  }
}

function visitChildren(walker: Walker, node: Node, place: Place): void {
  const shaping = new Set(shapingParts(node, place));
  const isLaw = node.kind === "ReactionArrow" || node.kind === "ColumnDefinition";
  const inner: Place = { ...place, inLaw: place.inLaw || isLaw };
  for (const child of children(node))
    visit(walker, child, shaping.has(child) ? { ...inner, shapes: true } : inner);
}

/** Settings that are counts. */
const WHOLE_SETTINGS: ReadonlySet<string> = new Set([
  "batch",
  "epochs",
  "method",
  "order",
  "sample",
  "seed",
  "split",
  "test",
]);

function shapingParts(node: Node, { inLaw }: Place): readonly Node[] {
  switch (node.kind) {
    case "QuantityItem":
    case "ModuleParameter":
      return node.shape;
    case "Reference":
      return node.indices;
    case "ForStatement":
      return [node.from, node.to];
    case "IfStatement":
      return [node.condition];
    case "SampleBlock":
      return [node.count];
    case "Entry":
      return WHOLE_SETTINGS.has(node.key.text) ? node.values : [];
    case "BinaryExpression":
      return node.operator === "^" && !inLaw ? [node.right] : [];
    default:
      return [];
  }
}

/** What a name stands for is used in the same way. */
function use({ names, seen }: Walker, name: NameNode, place: Place): void {
  const symbol = names.symbolOf.get(name);
  if (symbol === undefined || symbol.nameNode === name) return;
  const uses = seen.get(symbol) ?? new Set();
  seen.set(symbol, uses);
  const key = `${place.shapes ? "shapes" : "reads"} ${place.inLaw}`;
  if (uses.has(key)) return;
  uses.add(key);
  const next = meaningOf(symbol, place);
  if (next !== undefined) visit({ names, seen }, next.node, next.place);
}

/** What stands behind a name, and how it is used there. */
function meaningOf(
  symbol: DeclaredSymbol,
  place: Place,
): { readonly node: Node; readonly place: Place } | undefined {
  const { declaration, kind } = symbol;
  switch (declaration.kind) {
    case "ConstDeclaration":
    case "LetStatement":
      return { node: declaration.value, place };
    case "FunctionDeclaration":
      // Its parameters have this declaration, too.
      return kind === "function" ? { node: declaration.body, place } : undefined;
    case "ModuleParameter":
      return declaration.defaultValue && { node: declaration.defaultValue, place };
    case "ModuleDeclaration":
    case "NetworkDeclaration":
    case "ModelDeclaration":
    case "LearnDeclaration":
    case "DataDeclaration":
      return isOf(symbol) ? { node: declaration, place: { shapes: false, inLaw: false } } : undefined;
    default:
      return undefined;
  }
}

/** True for the name of a declaration, false for what is declared in it or by it. */
function isOf({ kind }: DeclaredSymbol): boolean {
  return ["module", "network", "model", "learn", "data"].includes(kind);
}

function visitCall(walker: Walker, { callee, arguments: list }: CallExpression, place: Place): void {
  for (const name of callee) visit(walker, name, place);
  const declaration = lastMeaning(walker, callee)?.declaration;
  const parameters = declaration?.kind === "FunctionDeclaration" ? declaration.parameters : [];
  if (declaration === undefined && isSpacing(callee)) visitSpacing(walker, list, place);
  else visitArguments(walker, list.items, { parameters, place });
}

/** `linspace(from, to, count)`. */
function isSpacing([name, ...rest]: readonly NameNode[]): boolean {
  return rest.length === 0 && (name?.text === "linspace" || name?.text === "logspace");
}

function visitSpacing(walker: Walker, { items }: CallExpression["arguments"], place: Place): void {
  items.forEach(({ value }, index) => {
    visit(walker, value, { ...place, shapes: place.shapes || index === 2 });
  });
}

function visitInstance(walker: Walker, { module, arguments: list }: UseStatement): void {
  const place: Place = { shapes: false, inLaw: false };
  for (const name of module) visit(walker, name, place);
  const declaration = lastMeaning(walker, module)?.declaration;
  const parameters =
    declaration?.kind === "ModuleDeclaration" ? declaration.parameters.map(({ name }) => name) : [];
  visitArguments(walker, list.items, { parameters, place });
}

function lastMeaning({ names }: Walker, path: readonly NameNode[]): DeclaredSymbol | undefined {
  const last = path.at(-1);
  return last && names.symbolOf.get(last);
}

/** An argument is used as its parameter is. */
function visitArguments(
  walker: Walker,
  items: UseStatement["arguments"]["items"],
  { parameters, place }: { readonly parameters: readonly NameNode[]; readonly place: Place },
): void {
  items.forEach(({ name, value }, index) => {
    const parameter =
      name === undefined ? parameters[index] : parameters.find(({ text }) => text === name.text);
    const symbol = parameter && walker.names.symbolOf.get(parameter);
    const uses = [...((symbol && walker.seen.get(symbol)) ?? [])];
    const shapes = place.shapes || uses.some((one) => one.startsWith("shapes"));
    visit(walker, value, { ...place, shapes });
  });
}
