// AST → scopes with their declarations. Uses are resolved afterwards, so names may be used before they are declared.

import type {
  Block,
  DataDeclaration,
  Declaration,
  Entry,
  ImportDeclaration,
  Name,
  NameNode,
  Statement,
  StringLiteral,
} from "../ast/nodes.js";
import { builtinFunction } from "./builtin-functions.js";
import { expectations } from "./expectations.js";
import { lacksKeyword } from "./lost-declarations.js";
import { isLostName, likelySubject, lostSymbol } from "./lost-names.js";
import { declareName, noteUse, originIn, type Resolution } from "./name-table.js";
import { createScope, type DeclaredSymbol, lookUp, type Scope } from "./symbols.js";

/** Declares everything at the top of the file, then everything inside. */
export function declareDocument(
  resolution: Resolution,
  scopeOfImport: (declaration: ImportDeclaration) => Scope | undefined,
): void {
  const { fileScope, loaded } = resolution;
  for (const declaration of loaded.document.declarations) {
    if (declaration.kind === "ImportDeclaration") {
      declareImport(resolution, declaration, scopeOfImport(declaration));
    }
  }
  for (const declaration of loaded.document.declarations) declareTop(resolution, fileScope, declaration);
  for (const declaration of loaded.document.declarations) declareInside(resolution, fileScope, declaration);
}

function declareImport(resolution: Resolution, node: ImportDeclaration, imported: Scope | undefined): void {
  const { fileScope } = resolution;
  for (const name of node.names) declareImportedName(resolution, node, name, imported);
  if (node.names.length > 0) return;
  const alias = node.alias ?? aliasOfPath(node);
  if (alias === undefined) return;
  if (imported === undefined) resolution.silentNames.add(alias.text);
  else {
    const members: Scope = { parent: undefined, names: imported.names, open: false };
    declareName(resolution, fileScope, alias, { kind: "import", declaration: node, members });
  }
}

function declareImportedName(
  resolution: Resolution,
  node: ImportDeclaration,
  name: NameNode,
  imported: Scope | undefined,
): void {
  if (name.kind === "MissingName") return;
  const path = node.path.kind === "StringLiteral" ? node.path.value : "";
  const found = [imported?.names.get(name.text), imported?.names.get(`${name.text}()`)].filter(
    (symbol) => symbol !== undefined,
  );
  const exported = found.filter((symbol) => importableKinds.has(symbol.kind));
  for (const symbol of exported) {
    noteUse(resolution, name, symbol);
    resolution.fileScope.names.set(symbol.kind === "function" ? `${name.text}()` : name.text, symbol);
  }
  if (exported.length > 0) return;
  // The standard library documents some functions that are built in; importing them is allowed and changes nothing.
  if (path.startsWith("std/") && builtinFunction(name.text, []) !== undefined) return;
  resolution.silentNames.add(name.text);
  if (imported === undefined || isLostName(resolution, imported, name.text, importableKinds)) return;
  resolution.emit({
    kind: "FailedImport",
    path,
    reason:
      found.length === 0
        ? `it has no \`${name.text}\``
        : `\`${name.text}\` is a ${found[0]?.kind}, which stays in its file`,
    origin: originIn(resolution, name),
    candidates: [...imported.names.values()]
      .filter((symbol) => importableKinds.has(symbol.kind))
      .map((symbol) => symbol.name),
    name: name.text,
  });
}

/** What another file can take from this one. */
export const importableKinds: ReadonlySet<DeclaredSymbol["kind"]> = new Set([
  "const",
  "function",
  "module",
  "network",
  "model",
]);

/** `import "lib/parts"` is used as `parts.name`. */
function aliasOfPath(node: ImportDeclaration): Name | undefined {
  if (node.path.kind !== "StringLiteral") return undefined;
  const base = node.path.value.replace(/^.*[\\/]/, "").replace(/\.ncrn$/, "");
  return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(base) ? syntheticName(base, node.path) : undefined;
}

function syntheticName(text: string, place: StringLiteral): Name {
  return { kind: "Name", text, quoted: false, span: place.span };
}

function declareTop(resolution: Resolution, fileScope: Scope, node: Declaration): void {
  switch (node.kind) {
    case "ConstDeclaration":
      declareName(resolution, fileScope, node.name, { kind: "const", declaration: node });
      return;
    case "FunctionDeclaration":
      declareName(resolution, fileScope, node.name, { kind: "function", declaration: node });
      return;
    case "ModuleDeclaration":
    case "NetworkDeclaration":
    case "ModelDeclaration":
    case "DataDeclaration": {
      const kinds = {
        ModuleDeclaration: "module",
        NetworkDeclaration: "network",
        ModelDeclaration: "model",
        DataDeclaration: "data",
      } as const;
      const members = createScope(fileScope);
      resolution.scopeOf.set(node, members);
      declareName(resolution, fileScope, node.name, { kind: kinds[node.kind], declaration: node, members });
      return;
    }
    case "TrainDeclaration":
    case "SimulateDeclaration":
    case "ScanDeclaration": {
      const kinds = {
        TrainDeclaration: "train",
        SimulateDeclaration: "simulate",
        ScanDeclaration: "scan",
      } as const;
      if (node.alias !== undefined)
        declareName(resolution, fileScope, node.alias, { kind: kinds[node.kind], declaration: node });
      return;
    }
    case "LearnDeclaration":
    case "ImportDeclaration":
    case "UnitsDeclaration":
    case "MissingDeclaration":
      return;
  }
}

function declareInside(resolution: Resolution, fileScope: Scope, node: Declaration): void {
  const scope = resolution.scopeOf.get(node);
  switch (node.kind) {
    case "LearnDeclaration":
      declareLearner(resolution, fileScope, node);
      return;
    case "FunctionDeclaration": {
      const inner = createScope(fileScope);
      resolution.scopeOf.set(node, inner);
      for (const parameter of node.parameters) {
        declareName(resolution, inner, parameter, {
          kind: "function parameter",
          declaration: node,
          parameter: true,
        });
      }
      return;
    }
    case "ModuleDeclaration":
      if (scope === undefined) return;
      for (const parameter of node.parameters) {
        declareName(resolution, scope, parameter.name, {
          kind: parameter.keyword,
          declaration: parameter,
          parameter: true,
        });
      }
      declareBlock(resolution, node.body, scope, undefined);
      return;
    case "NetworkDeclaration":
    case "ModelDeclaration":
      if (scope !== undefined) declareBlock(resolution, node.body, scope, undefined);
      return;
    case "DataDeclaration":
      if (scope !== undefined) declareColumns(resolution, node, scope);
      return;
    default:
      return;
  }
}

/** A learner has the names of its model as members. */
function declareLearner(
  resolution: Resolution,
  fileScope: Scope,
  node: Declaration & { kind: "LearnDeclaration" },
): void {
  const model = modelOfLearner(resolution, node);
  const details = { kind: "learn", declaration: node, members: model?.members } as const;
  if (node.alias !== undefined) {
    declareName(resolution, fileScope, node.alias, details);
    return;
  }
  if (model === undefined || node.subject.kind === "MissingName") return;
  const symbol: DeclaredSymbol = {
    name: node.subject.text,
    nameNode: node.subject,
    file: resolution.file,
    parameter: false,
    phase: undefined,
    ...details,
  };
  const first = resolution.unnamedLearners.get(model);
  if (first !== undefined) resolution.emit({ kind: "Redeclaration", symbol, first });
  else resolution.unnamedLearners.set(model, symbol);
}

function modelOfLearner(
  resolution: Resolution,
  { subject, span }: Declaration & { kind: "LearnDeclaration" },
): DeclaredSymbol | undefined {
  if (subject.kind === "MissingName") return likelySubject(resolution, span.start, expectations.model);
  const { fileScope } = resolution;
  return lookUp(fileScope, subject.text) ?? lostSymbol(resolution, fileScope, subject, expectations.model);
}

function declareBlock(resolution: Resolution, block: Block, scope: Scope, phase: string | undefined): void {
  resolution.scopeOf.set(block, scope);
  for (const statement of block.statements) declareStatement(resolution, statement, scope, phase);
}

function declareStatement(
  resolution: Resolution,
  node: Statement,
  scope: Scope,
  phase: string | undefined,
): void {
  switch (node.kind) {
    case "QuantityDeclaration":
      // What such names are is told by their uses.
      if (lacksKeyword(resolution.loaded.source, node)) return;
      for (const item of node.items) {
        declareName(resolution, scope, item.name, { kind: node.keyword, declaration: item, phase });
      }
      return;
    case "ConstDeclaration":
      declareName(resolution, scope, node.name, { kind: "const", declaration: node });
      return;
    case "LetStatement":
      declareName(resolution, scope, node.name, { kind: "let", declaration: node });
      return;
    case "UseStatement":
      declareName(resolution, scope, node.name, {
        kind: "instance",
        declaration: node,
        members: membersOfModule(resolution, node.module),
      });
      return;
    case "PhaseStatement":
      // What a phase declares is visible outside, so that reading it there can be explained.
      declareBlock(resolution, node.body, scope, node.name.text);
      return;
    case "ForStatement": {
      const inner = createScope(scope);
      declareName(resolution, inner, node.variable, { kind: "loop variable", declaration: node });
      declareBlock(resolution, node.body, inner, phase);
      return;
    }
    case "IfStatement":
      declareBlock(resolution, node.thenBlock, createScope(scope), phase);
      if (node.elseBlock !== undefined) declareBlock(resolution, node.elseBlock, createScope(scope), phase);
      return;
    default:
      return;
  }
}

function membersOfModule(resolution: Resolution, path: readonly NameNode[]): Scope | undefined {
  let scope: Scope | undefined = resolution.fileScope;
  let symbol: DeclaredSymbol | undefined;
  for (const name of path) {
    symbol = scope === undefined ? undefined : lookUp(scope, name.text);
    scope = symbol?.members;
  }
  return symbol?.kind === "module" ? symbol.members : undefined;
}

function declareColumns(resolution: Resolution, node: DataDeclaration, scope: Scope): void {
  // The file itself may be what is missing.
  if (resolution.loaded.damage.lostNames.get(node)?.open === true) scope.open = true;
  for (const item of node.items) {
    const columns =
      item.kind === "SampleBlock" ? item.columns : item.kind === "ColumnDefinition" ? [item] : [];
    for (const column of columns)
      declareName(resolution, scope, column.name, { kind: "column", declaration: column });
  }
  for (const file of filesOfData(node)) {
    const header = resolution.columnsOf(file.value, resolution.file);
    // A file that cannot be read makes every unknown name a possible column.
    if (header === undefined) {
      scope.open = true;
      if (resolution.filesAreReadable)
        resolution.emit({ kind: "MissingFile", path: file.value, origin: originIn(resolution, file) });
    }
    for (const column of header ?? []) {
      if (scope.names.has(column)) continue;
      const name = syntheticName(column, file);
      scope.names.set(column, {
        kind: "column",
        name: column,
        nameNode: name,
        file: resolution.file,
        declaration: file,
        parameter: false,
        phase: undefined,
        members: undefined,
      });
    }
  }
}

/** The files that a data set names. */
export function filesOfData(node: DataDeclaration): readonly StringLiteral[] {
  const entries = node.items.filter((item): item is Entry => item.kind === "Entry");
  const parts = entries.filter(({ key }) => key.text === "train" || key.text === "validation");
  return [node.source, ...parts.flatMap((entry) => entry.values)].filter(
    (value) => value?.kind === "StringLiteral",
  );
}
