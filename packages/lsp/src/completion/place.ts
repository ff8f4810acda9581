// What may be written at a place of a text.

import type { Expectation, FunctionPlace, RecordName, SettingType, Variant } from "@ncrn/language";
import type { BlockContainer } from "./frames.js";

/** Names whose scope a value is read in: a block, the subject of a record, or the columns of its data. */
export type ValueScope = "block" | "subject" | "columns" | "file";

/** What a value may be made of. */
export interface ValueNeeded {
  readonly expectation: Expectation;
  readonly functions: readonly FunctionPlace[];
  readonly scope: ValueScope;
  /** What is most likely wanted: rate constants, quantities, distributions, or measures over all samples. */
  readonly first: "rates" | "quantities" | "draws" | "measures";
  /** Names that stand out here, such as the reactants in the rate law of their reaction. */
  readonly near: readonly string[];
  /** Words with a meaning here only, such as `order` in an assertion. */
  readonly words: readonly string[];
}

/** A side of a reaction. */
export type ReactionSide = "left" | "right" | "catalysts";

/** A place of a text. */
export type Place =
  | { readonly kind: "nothing" }
  | { readonly kind: "declaration" }
  | {
      readonly kind: "statement";
      readonly container: BlockContainer;
      readonly inPhase: boolean;
      readonly inLoop: boolean;
      readonly mayElse: boolean;
    }
  | {
      readonly kind: "species";
      readonly side: ReactionSide;
      readonly used: readonly string[];
      /** Behind a coefficient no `0` and no second number may stand. */
      readonly afterCoefficient: boolean;
    }
  /** Behind the arrow of a reaction, where its rate is missing. */
  | { readonly kind: "rate"; readonly reversible: boolean; readonly reactants: readonly string[] }
  | { readonly kind: "target"; readonly expectation: Expectation }
  | { readonly kind: "value"; readonly value: ValueNeeded }
  /** Behind a dot; `path` are the names before it. */
  | { readonly kind: "member"; readonly path: readonly string[]; readonly value: ValueNeeded }
  /** Keywords and punctuation only. */
  | { readonly kind: "words"; readonly words: readonly string[] }
  | { readonly kind: "subject"; readonly expectation: Expectation }
  | { readonly kind: "module"; readonly path: readonly string[] }
  /** A name or value inside of the parentheses of a module, with the arguments that are given by name or place already. */
  | {
      readonly kind: "moduleArgument";
      readonly module: readonly string[];
      readonly named: readonly string[];
      readonly positional: number;
      readonly value: ValueNeeded;
    }
  | { readonly kind: "parameterKind" }
  | { readonly kind: "phase" }
  | { readonly kind: "convention" }
  | { readonly kind: "key"; readonly record: RecordName; readonly given: readonly string[] }
  | {
      readonly kind: "setting";
      readonly record: RecordName;
      readonly key: string;
      readonly type: SettingType;
    }
  | { readonly kind: "variantArgument"; readonly variant: Variant; readonly given: readonly string[] }
  /** Inside of the brackets of a unit; `begins` if nothing stands there yet. */
  | { readonly kind: "unit"; readonly begins: boolean }
  /** A file; `written` is what stands behind the opening quote, undefined if there is none. */
  | { readonly kind: "file"; readonly extension: "ncrn" | "csv"; readonly written: string | undefined }
  | { readonly kind: "importedName"; readonly given: readonly string[] };

/** Where nothing is known to fit, such as the place of a new name. */
export const nothing: Place = { kind: "nothing" };

/** A place of keywords and punctuation. */
export function words(...list: readonly string[]): Place {
  return { kind: "words", words: list };
}
