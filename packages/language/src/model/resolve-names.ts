// AST and scopes → the declaration behind every name. Reports unknown names once a name and declaration,
// names of the wrong kind, and statements that stand in the wrong place.

import type { Block, Declaration, ModuleDeclaration, Node } from "../ast/nodes.js";
import { expectations } from "./expectations.js";
import type { Container } from "./facts.js";
import type { Resolution } from "./name-table.js";
import { type Place, resolveExpression } from "./resolve-expressions.js";
import {
  resolveData,
  resolveLearn,
  resolveScan,
  resolveSimulate,
  resolveTrain,
  resolveUnits,
} from "./resolve-records.js";
import { type BlockPlace, resolveBlock, resolveConstants } from "./resolve-statements.js";
import { createScope } from "./symbols.js";
import { reportUnknownNames } from "./unknown-names.js";

/** Resolves every use in the file of the resolution; yields after each declaration. */
export function* resolveNames(resolution: Resolution): Generator<void, void> {
  for (const declaration of resolution.loaded.document.declarations) {
    resolveDeclaration(resolution, declaration);
    yield;
  }
  reportUnknownNames(resolution);
}

function resolveDeclaration(resolution: Resolution, node: Declaration): void {
  const place = topPlace(resolution, node);
  switch (node.kind) {
    case "ConstDeclaration":
      resolveConstants(resolution, [node.value], place);
      return;
    case "FunctionDeclaration":
      resolveExpression(resolution, node.body, inside(resolution, node, place), expectations.functionBody);
      return;
    case "ModuleDeclaration":
      resolveParameters(resolution, node, inside(resolution, node, place));
      resolveBlock(resolution, node.body, blockPlace(resolution, node, node.body, "module"));
      return;
    case "NetworkDeclaration":
      resolveBlock(resolution, node.body, blockPlace(resolution, node, node.body, "network"));
      return;
    case "ModelDeclaration":
      resolveBlock(resolution, node.body, blockPlace(resolution, node, node.body, "model"));
      return;
    case "DataDeclaration":
      resolveData(resolution, node, place);
      return;
    case "LearnDeclaration":
      resolveLearn(resolution, node, place);
      return;
    case "TrainDeclaration":
      resolveTrain(resolution, node, place);
      return;
    case "SimulateDeclaration":
      resolveSimulate(resolution, node, place);
      return;
    case "ScanDeclaration":
      resolveScan(resolution, node, place);
      return;
    case "UnitsDeclaration":
      resolveUnits(resolution, node, place);
      return;
    case "ImportDeclaration":
    case "MissingDeclaration":
      return;
  }
}

function resolveParameters(resolution: Resolution, node: ModuleDeclaration, place: Place): void {
  for (const { shape, defaultValue } of node.parameters) {
    resolveConstants(resolution, shape, place);
    if (defaultValue !== undefined)
      resolveExpression(resolution, defaultValue, place, expectations.rateConstant);
  }
}

function topPlace(resolution: Resolution, node: Node): Place {
  return {
    scope: resolution.fileScope,
    phase: undefined,
    region: `${resolution.file}:${node.span.start}`,
    declareAt: undefined,
    data: undefined,
    functions: ["expression"],
  };
}

/** The place with the scope that a declaration opens. */
function inside(resolution: Resolution, node: Declaration, place: Place): Place {
  return { ...place, scope: resolution.scopeOf.get(node) ?? createScope(resolution.fileScope) };
}

function blockPlace(
  resolution: Resolution,
  node: Declaration,
  body: Block,
  container: Container,
): BlockPlace {
  const place = inside(resolution, node, topPlace(resolution, node));
  return { container, inLoop: false, ...place, declareAt: body.span.start + 1 };
}
