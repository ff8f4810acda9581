// Every quick fix, by the code that it repairs.

import type { SourceText } from "../../text/source-text.js";
import type { Diagnostic } from "../diagnostic.js";
import { type Fix, type Fixer, withLineEnds } from "../fix.js";
import { ambiguousCoefficient } from "./ambiguous-coefficient.js";
import { ambiguousProduct } from "./ambiguous-product.js";
import { duplicateReaction } from "./duplicate-reaction.js";
import { emptyReaction } from "./empty-reaction.js";
import { evenPowerOnRails } from "./even-power-on-rails.js";
import { expectedDeclaration } from "./expected-declaration.js";
import { expectedStatement } from "./expected-statement.js";
import { expectedToken } from "./expected-token.js";
import { highOrder } from "./high-order.js";
import { invalidNumber } from "./invalid-number.js";
import { missingKey } from "./missing-key.js";
import { missingRate } from "./missing-rate.js";
import { negativeInitialAmount } from "./negative-initial-amount.js";
import { negativeRate } from "./negative-rate.js";
import { notKinetic } from "./not-kinetic.js";
import { notPolynomial } from "./not-polynomial.js";
import { rateDimension } from "./rate-dimension.js";
import { reactionWithoutEffect } from "./reaction-without-effect.js";
import { reservedName } from "./reserved-name.js";
import { shapeMismatch } from "./shape-mismatch.js";
import { unexpectedCharacter } from "./unexpected-character.js";
import { unexpectedEnd } from "./unexpected-end.js";
import { unfedInput } from "./unfed-input.js";
import { uninitialisedSpecies } from "./uninitialised-species.js";
import { unknownColumn } from "./unknown-column.js";
import { unknownKey } from "./unknown-key.js";
import { unknownName } from "./unknown-name.js";
import { unknownTarget } from "./unknown-target.js";
import { unknownUnit } from "./unknown-unit.js";
import { unresolvedImport } from "./unresolved-import.js";
import { unterminatedComment } from "./unterminated-comment.js";
import { unterminatedString } from "./unterminated-string.js";
import { unusedDeclaration } from "./unused-declaration.js";
import { wrongKind } from "./wrong-kind.js";

export const fixers: readonly Fixer[] = [
  ambiguousCoefficient,
  ambiguousProduct,
  duplicateReaction,
  emptyReaction,
  evenPowerOnRails,
  expectedDeclaration,
  expectedStatement,
  expectedToken,
  highOrder,
  invalidNumber,
  missingKey,
  missingRate,
  negativeInitialAmount,
  negativeRate,
  notKinetic,
  notPolynomial,
  rateDimension,
  reactionWithoutEffect,
  reservedName,
  shapeMismatch,
  unexpectedCharacter,
  unexpectedEnd,
  unfedInput,
  uninitialisedSpecies,
  unknownColumn,
  unknownKey,
  unknownName,
  unknownTarget,
  unknownUnit,
  unresolvedImport,
  unterminatedComment,
  unterminatedString,
  unusedDeclaration,
  wrongKind,
];

const byCode = new Map(fixers.map((fixer) => [fixer.code, fixer]));

/** The repairs of a diagnostic in the file that it points at, the most likely one first. */
export function fixesFor(diagnostic: Diagnostic, source: SourceText): readonly Fix[] {
  if (diagnostic.origin.file !== source.name) return [];
  const fixes = byCode.get(diagnostic.code)?.fixes(diagnostic, source) ?? [];
  return fixes.map((fix) => withLineEnds(source, fix));
}
