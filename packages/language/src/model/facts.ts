// Facts: what name resolution and elaboration find out. Rules turn some of them into diagnostics.

import type { EquationStatement, ReactionStatement, Statement } from "../ast/nodes.js";
import type { Origin } from "../diagnostics/diagnostic.js";
import type { BaseDimension, Dimension } from "./dimensions.js";
import type { Expectation } from "./expectations.js";
import type { FileUnits } from "./file-units.js";
import type {
  CheckedData,
  CheckedLearn,
  CheckedModel,
  CheckedNetwork,
  CheckedReaction,
  CheckedScan,
  CheckedSimulate,
  CheckedTrain,
  ScalarExpression,
} from "./model.js";
import type { RecordDescription, Setting } from "./records.js";
import type { WrittenSetting } from "./settings-to-insert.js";
import type { DeclaredSymbol, SymbolKind } from "./symbols.js";

/** A value with its place, as an operand in messages. */
export interface OperandFact {
  readonly shape: readonly number[];
  readonly dimension: Dimension;
  readonly origin: Origin;
}

/** What a statement stands in, apart from phases and loops around it. */
export type Container = "network" | "module" | "model";

export type Fact =
  // ── Names ────────────────────────────────────────────────────────────────────────────────────────
  | {
      readonly kind: "UnknownName";
      readonly name: string;
      readonly noun: string;
      readonly uses: readonly Origin[];
      /** A visible name that is spelt nearly like it and can stand there. */
      readonly suggestion: string | undefined;
      /** What it could be, at all of its uses; empty for what stands behind a dot. */
      readonly kinds: readonly SymbolKind[];
      /** A name that is spelt nearly like it and cannot stand there, with its kind in words. */
      readonly similar: { readonly name: string; readonly kind: string } | undefined;
      readonly declare: readonly string[];
      /** Where a declaration could be inserted: just inside the block. */
      readonly declareAt: number | undefined;
      /** The shape that its uses need; undefined if they do not tell. */
      readonly shape: readonly number[] | undefined;
    }
  | {
      readonly kind: "UnknownColumn";
      readonly column: string;
      readonly data: DeclaredSymbol;
      readonly origin: Origin;
      readonly columns: readonly string[];
    }
  | { readonly kind: "Redeclaration"; readonly symbol: DeclaredSymbol; readonly first: DeclaredSymbol }
  | { readonly kind: "ReservedName"; readonly name: string; readonly origin: Origin }
  | { readonly kind: "Shadowing"; readonly symbol: DeclaredSymbol; readonly outer: DeclaredSymbol }
  | {
      readonly kind: "NameUse";
      readonly origin: Origin;
      readonly symbol: DeclaredSymbol;
      readonly rail: boolean;
      readonly expectation: Expectation;
    }
  | {
      readonly kind: "PhaseUse";
      readonly origin: Origin;
      readonly symbol: DeclaredSymbol;
      readonly phase: string | undefined;
    }
  | {
      readonly kind: "FailedImport";
      readonly path: string;
      readonly reason: string;
      readonly origin: Origin;
      readonly candidates: readonly string[];
      readonly name: string | undefined;
    }
  | {
      readonly kind: "ImportCycle";
      readonly path: string;
      readonly origin: Origin;
      readonly chain: readonly Origin[];
    }
  | { readonly kind: "CircularDefinition"; readonly symbol: DeclaredSymbol; readonly origin: Origin }
  | {
      readonly kind: "StatementPlace";
      readonly statement: Statement;
      readonly container: Container;
      readonly inPhase: boolean;
      readonly inLoop: boolean;
      readonly origin: Origin;
    }
  | {
      readonly kind: "ExpressionDepth";
      readonly depth: number;
      readonly limit: number;
      readonly origin: Origin;
    }
  /** `exempt`: imported, part of a library file, or possibly meant by a name that is misspelt. */
  | {
      readonly kind: "Declared";
      readonly symbol: DeclaredSymbol;
      readonly uses: number;
      readonly exempt: boolean;
    }

  // ── Calls and records ──────────────────────────────────────────────────────────────────────────────
  | {
      readonly kind: "Arguments";
      readonly name: string;
      readonly found: number;
      readonly minimum: number;
      readonly maximum: number | undefined;
      /** In words, if it is not just a number. */
      readonly expected: string;
      readonly declaration: Origin | undefined;
      /** The call would be a read-out if it were no part of an expression. */
      readonly isPart?: boolean;
      readonly origin: Origin;
    }
  | {
      readonly kind: "FunctionPlace";
      readonly name: string;
      readonly fits: boolean;
      readonly allowed: string;
      /** The call would be a read-out if it were no part of an expression. */
      readonly isPart: boolean;
      readonly origin: Origin;
    }
  | {
      readonly kind: "RecordKey";
      readonly record: RecordDescription;
      readonly key: string;
      readonly known: boolean;
      readonly first: Origin | undefined;
      /** All keys that the record holds. */
      readonly written: ReadonlySet<string>;
      readonly origin: Origin;
    }
  | {
      readonly kind: "RecordEnd";
      readonly record: RecordDescription;
      readonly keys: ReadonlySet<string>;
      /** How a setting would be written here. */
      readonly written: (setting: Setting) => WrittenSetting;
      readonly origin: Origin;
    }
  | {
      readonly kind: "SettingValue";
      readonly key: string;
      readonly expected: string;
      readonly found: string;
      readonly advice?: string | undefined;
      readonly fits: boolean;
      readonly origin: Origin;
    }

  // ── Values ─────────────────────────────────────────────────────────────────────────────────────────
  | {
      readonly kind: "Binary";
      readonly operator: string;
      readonly left: OperandFact;
      readonly right: OperandFact;
      readonly origin: Origin;
      readonly operatorOrigin: Origin;
      readonly symbols: FileUnits;
    }
  | {
      readonly kind: "Assigned";
      /** `filled`: false if one number may not stand for all components. */
      readonly needed: OperandFact & { readonly filled?: boolean | undefined };
      readonly found: OperandFact;
      readonly symbols: FileUnits;
    }
  | {
      readonly kind: "ValueType";
      readonly expected: string;
      readonly found: string;
      readonly fits: boolean;
      readonly origin: Origin;
      readonly expectedAt: Origin | undefined;
      /** What to write instead, if the place can tell. */
      readonly hint?: string | undefined;
    }
  | {
      readonly kind: "Index";
      readonly name: string;
      readonly index: number;
      readonly length: number;
      readonly origin: Origin;
      readonly declaration: Origin | undefined;
    }
  /** `pole`: the calculation that is infinite by its nature and not by its size, in words. */
  | {
      readonly kind: "Constant";
      readonly value: number;
      readonly pole?: string | undefined;
      readonly origin: Origin;
    }
  | { readonly kind: "Division"; readonly divisor: ScalarExpression; readonly origin: Origin }
  | { readonly kind: "NotConstant"; readonly what: string; readonly name: string; readonly origin: Origin }
  /** A text that a column of a file is compared with; `labels` are the texts in the column. */
  | {
      readonly kind: "Label";
      readonly label: string;
      readonly column: string;
      readonly labels: readonly string[];
      readonly origin: Origin;
    }
  | {
      readonly kind: "UnitSymbol";
      readonly symbol: string;
      readonly known: boolean;
      /** What it must measure, where it stands alone. */
      readonly dimension?: BaseDimension;
      readonly origin: Origin;
    }
  | {
      readonly kind: "Size";
      readonly count: number;
      readonly limit: number;
      /** The language allows more than `limit`; it is the caller who does not want to wait. */
      readonly isOfCaller: boolean;
      readonly origin: Origin;
    }
  | { readonly kind: "MissingFile"; readonly path: string; readonly origin: Origin }
  | { readonly kind: "NoSource"; readonly name: string; readonly origin: Origin }
  | { readonly kind: "NoValue"; readonly symbol: DeclaredSymbol; readonly origin: Origin }

  // ── Networks ───────────────────────────────────────────────────────────────────────────────────────
  | {
      readonly kind: "InitialValue";
      readonly name: string;
      readonly base: string;
      readonly value: ScalarExpression;
      /** It takes part in reactions, or is given to a module where it may. */
      readonly reacts: boolean;
      /** It has an equation, and is no single component of what has one. */
      readonly hasEquation: boolean;
      readonly declaration: Origin | undefined;
    }
  | {
      readonly kind: "RateValue";
      readonly value: ScalarExpression;
      readonly origin: Origin;
      readonly inReaction: boolean;
    }
  | {
      readonly kind: "RateConstant";
      readonly order: number;
      readonly dimension: Dimension;
      readonly origin: Origin;
      readonly unitSpan: Origin | undefined;
      readonly declaration: Origin | undefined;
      readonly symbols: FileUnits;
    }
  | { readonly kind: "Coefficient"; readonly raw: string; readonly value: number; readonly origin: Origin }
  | {
      readonly kind: "Reaction";
      readonly statement: ReactionStatement;
      readonly reaction: CheckedReaction;
      readonly network: NetworkFact;
    }
  | {
      readonly kind: "Equation";
      readonly target: string;
      readonly statement: EquationStatement;
      readonly origin: Origin;
      readonly first: Origin | undefined;
    }
  | { readonly kind: "Phase"; readonly name: string; readonly duration: number; readonly origin: Origin }
  | { readonly kind: "Network"; readonly network: NetworkFact }

  // ── Models and experiments ─────────────────────────────────────────────────────────────────────────
  | { readonly kind: "Model"; readonly model: ModelFact }
  | { readonly kind: "Learn"; readonly learn: CheckedLearn; readonly feedbackOrigin: Origin | undefined }
  | {
      readonly kind: "Simulate";
      readonly simulate: CheckedSimulate;
      readonly subject: CheckedLearn | CheckedNetwork;
    }
  | {
      readonly kind: "Scan";
      readonly scan: CheckedScan;
      readonly subject: CheckedLearn | CheckedNetwork;
    }
  | {
      readonly kind: "Train";
      readonly train: CheckedTrain;
      readonly subject: CheckedLearn | CheckedNetwork;
      readonly data: CheckedData;
      /** Names of all columns; undefined if the file that holds them was not read. */
      readonly columns: readonly string[] | undefined;
    };

/** An elaborated network with what the rules need beside the checked one. */
export interface NetworkFact {
  readonly checked: CheckedNetwork;
  /** Components whose initial value stands in the text. */
  readonly initialised: ReadonlySet<string>;
  /** Names of quantities that a `train` record sets from data or keeps. */
  readonly fed: ReadonlySet<string>;
  /** True if nothing of it is missing, so that statements about the whole are meaningful. */
  readonly complete: boolean;
}

/** An elaborated model; `loss` is undefined if the text has none. */
export interface ModelFact {
  readonly checked: Omit<CheckedModel, "loss"> & { readonly loss: ScalarExpression | undefined };
  /** True if the text has a loss, whether or not it could be evaluated. */
  readonly hasLoss: boolean;
  /** The second and later `loss` statements. */
  readonly extraLosses: readonly Origin[];
  readonly complete: boolean;
}
