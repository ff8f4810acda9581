// Every node of the abstract syntax tree. Plain immutable data; no parents, symbols or types on nodes.
// A node's span runs from the first character of its first token to the end of its last one,
// keyword and written terminator included.

import type { Span } from "../text/span.js";

interface NodeBase {
  readonly span: Span;
}

/** A whole file. Comments are kept beside the tree, in source order. */
export interface Document extends NodeBase {
  readonly kind: "Document";
  readonly declarations: readonly Declaration[];
}

/** One comment with its delimiters; documentation comments start with `///`. */
export interface Comment extends NodeBase {
  readonly kind: "Comment";
  readonly style: "line" | "block" | "documentation";
  readonly value: string;
}

/** An identifier where it is declared or used; `text` is without backticks, `quoted` says that it had them. */
export interface Name extends NodeBase {
  readonly kind: "Name";
  readonly text: string;
  readonly quoted: boolean;
}

/** A name that the text lacks; its span is empty and `text` is the empty string. */
export interface MissingName extends NodeBase {
  readonly kind: "MissingName";
  readonly text: "";
}

export type NameNode = Name | MissingName;

// ── Declarations at the top of a file ─────────────────────────────────────────────────────────────

/** `import "file" as alias` (names empty) or `import { a, b } from "file"` (alias undefined). */
export interface ImportDeclaration extends NodeBase {
  readonly kind: "ImportDeclaration";
  readonly path: StringLiteral | MissingExpression;
  readonly alias: NameNode | undefined;
  readonly names: readonly NameNode[];
}

/** `const n = expression`, at the top of a file or inside a block. */
export interface ConstDeclaration extends NodeBase {
  readonly kind: "ConstDeclaration";
  readonly name: NameNode;
  readonly value: Expression;
}

/** `units { time: s; concentration: nM }`. */
export interface UnitsDeclaration extends NodeBase {
  readonly kind: "UnitsDeclaration";
  readonly record: RecordNode;
}

/** `func name(a, b) = expression`. */
export interface FunctionDeclaration extends NodeBase {
  readonly kind: "FunctionDeclaration";
  readonly name: NameNode;
  readonly parameters: readonly NameNode[];
  readonly body: Expression;
}

/** `module Name(species A, B[n]; rate k = 1) { … }`. */
export interface ModuleDeclaration extends NodeBase {
  readonly kind: "ModuleDeclaration";
  readonly name: NameNode;
  readonly parameters: readonly ModuleParameter[];
  readonly body: Block;
}

/** One formal parameter of a module; a group keyword holds for the parameters after it until the next keyword. */
export interface ModuleParameter extends NodeBase {
  readonly kind: "ModuleParameter";
  readonly keyword: "species" | "signal" | "rate" | "const";
  readonly name: NameNode;
  readonly shape: readonly Expression[];
  readonly defaultValue: Expression | undefined;
}

/** `crn Name { … }`: a reaction network. */
export interface NetworkDeclaration extends NodeBase {
  readonly kind: "NetworkDeclaration";
  readonly name: NameNode;
  readonly body: Block;
}

/** `model Name { … }`: a model that can learn. */
export interface ModelDeclaration extends NodeBase {
  readonly kind: "ModelDeclaration";
  readonly name: NameNode;
  readonly body: Block;
}

/** `data Name [from "file.csv"] { … }`. */
export interface DataDeclaration extends NodeBase {
  readonly kind: "DataDeclaration";
  readonly name: NameNode;
  readonly source: StringLiteral | MissingExpression | undefined;
  readonly items: readonly DataItem[];
}

export type DataItem = SampleBlock | ColumnDefinition | Entry | MissingStatement;

/** `sample 125 { x ~ uniform(0, 1); y = 2*x }`. */
export interface SampleBlock extends NodeBase {
  readonly kind: "SampleBlock";
  readonly count: Expression;
  readonly columns: readonly ColumnDefinition[];
}

/** `x ~ distribution` or `y = expression` inside `data`. */
export interface ColumnDefinition extends NodeBase {
  readonly kind: "ColumnDefinition";
  readonly name: NameNode;
  readonly operator: "=" | "~";
  readonly value: Expression;
}

/** `learn Model as Network { … }`. */
export interface LearnDeclaration extends NodeBase {
  readonly kind: "LearnDeclaration";
  readonly subject: NameNode;
  readonly alias: NameNode | undefined;
  readonly record: RecordNode;
}

/** `train Network on Data [as name] { … }`. */
export interface TrainDeclaration extends NodeBase {
  readonly kind: "TrainDeclaration";
  readonly subject: NameNode;
  readonly data: NameNode;
  readonly alias: NameNode | undefined;
  readonly record: RecordNode;
}

/** `simulate Network [as name] { … }`. */
export interface SimulateDeclaration extends NodeBase {
  readonly kind: "SimulateDeclaration";
  readonly subject: NameNode;
  readonly alias: NameNode | undefined;
  readonly record: RecordNode;
}

/** `scan Network [as name] { … }`. */
export interface ScanDeclaration extends NodeBase {
  readonly kind: "ScanDeclaration";
  readonly subject: NameNode;
  readonly alias: NameNode | undefined;
  readonly record: RecordNode;
}

/** Text that is not a declaration; a syntax diagnostic covers it. */
export interface MissingDeclaration extends NodeBase {
  readonly kind: "MissingDeclaration";
}

export type Declaration =
  | ImportDeclaration
  | ConstDeclaration
  | UnitsDeclaration
  | FunctionDeclaration
  | ModuleDeclaration
  | NetworkDeclaration
  | ModelDeclaration
  | DataDeclaration
  | LearnDeclaration
  | TrainDeclaration
  | SimulateDeclaration
  | ScanDeclaration
  | MissingDeclaration;

// ── Records ───────────────────────────────────────────────────────────────────────────────────────

/** `{ key: value, value; key { … } }`. */
export interface RecordNode extends NodeBase {
  readonly kind: "Record";
  readonly entries: readonly Entry[];
}

/** `key: value, value` (record undefined) or `key { … }` (values empty). */
export interface Entry extends NodeBase {
  readonly kind: "Entry";
  readonly key: NameNode;
  readonly values: readonly Expression[];
  readonly record: RecordNode | undefined;
}

// ── Statements inside crn, model, module, phase, for, if ─────────────────────────────────────────────

/** `{ statement; … }`. */
export interface Block extends NodeBase {
  readonly kind: "Block";
  readonly statements: readonly Statement[];
}

/** What a quantity declaration declares; see the kinds table in docs/language.md. */
export type QuantityKeyword =
  | "species"
  | "clamped species"
  | "rate"
  | "signal"
  | "input"
  | "target"
  | "weight"
  | "fixed"
  | "state"
  | "output";

/** `species A = 10, B[3] >= 0 = 1`. */
export interface QuantityDeclaration extends NodeBase {
  readonly kind: "QuantityDeclaration";
  readonly keyword: QuantityKeyword;
  readonly items: readonly QuantityItem[];
}

/** One declared name with optional shape, lower bound (only `>= 0` is meaningful) and initial value or distribution. */
export interface QuantityItem extends NodeBase {
  readonly kind: "QuantityItem";
  readonly name: NameNode;
  readonly shape: readonly Expression[];
  readonly lowerBound: Expression | undefined;
  readonly operator: "=" | "~" | undefined;
  readonly value: Expression | undefined;
}

/** `init X[1] = 1, X[2] = 1`. */
export interface InitStatement extends NodeBase {
  readonly kind: "InitStatement";
  readonly items: readonly InitItem[];
}

/** One initial value in an `init` statement. */
export interface InitItem extends NodeBase {
  readonly kind: "InitItem";
  readonly target: Reference;
  readonly value: Expression;
}

/** `loss = expression`. */
export interface LossStatement extends NodeBase {
  readonly kind: "LossStatement";
  readonly value: Expression;
}

/** `lower { rails: …; order: 2 }`. */
export interface LowerStatement extends NodeBase {
  readonly kind: "LowerStatement";
  readonly record: RecordNode;
}

/** `phases { forward: 1; feedback: 1 }` inside a crn: run cyclically in written order. */
export interface PhasesStatement extends NodeBase {
  readonly kind: "PhasesStatement";
  readonly record: RecordNode;
}

/** `phase name { … }`: the statements inside are active only in that phase. */
export interface PhaseStatement extends NodeBase {
  readonly kind: "PhaseStatement";
  readonly name: NameNode;
  readonly body: Block;
}

/** `kinetics plain` or `kinetics combinatoric`. */
export interface KineticsStatement extends NodeBase {
  readonly kind: "KineticsStatement";
  readonly convention: NameNode;
}

/** `let name = expression`. */
export interface LetStatement extends NodeBase {
  readonly kind: "LetStatement";
  readonly name: NameNode;
  readonly value: Expression;
}

/** `use j = Join(A, B; k: 0.01)`. */
export interface UseStatement extends NodeBase {
  readonly kind: "UseStatement";
  readonly name: NameNode;
  readonly module: readonly NameNode[];
  readonly arguments: ArgumentList;
}

/** `assert condition, condition`. */
export interface AssertStatement extends NodeBase {
  readonly kind: "AssertStatement";
  readonly conditions: readonly Expression[];
}

/** `for i in 1..n { … }`; both ends are included. */
export interface ForStatement extends NodeBase {
  readonly kind: "ForStatement";
  readonly variable: NameNode;
  readonly from: Expression;
  readonly to: Expression;
  readonly body: Block;
}

/** `if condition { … } else { … }`, decided at compile time. */
export interface IfStatement extends NodeBase {
  readonly kind: "IfStatement";
  readonly condition: Expression;
  readonly thenBlock: Block;
  readonly elseBlock: Block | undefined;
}

/** `at 50 { … }`, `when A > 5 { … }`, `every 10 { … }`. */
export interface EventStatement extends NodeBase {
  readonly kind: "EventStatement";
  readonly trigger: "at" | "when" | "every";
  readonly condition: Expression;
  readonly assignments: readonly EventAssignment[];
}

/** `A = v`, `A += v`, `A -= v` inside an event. */
export interface EventAssignment extends NodeBase {
  readonly kind: "EventAssignment";
  readonly target: Reference;
  readonly operator: "=" | "+=" | "-=";
  readonly value: Expression;
}

/** `[label:] left ->{rate} right [by catalysts]`; a reversible reaction has two rates, forward first. */
export interface ReactionStatement extends NodeBase {
  readonly kind: "ReactionStatement";
  readonly label: NameNode | undefined;
  readonly left: Complex;
  readonly arrow: ReactionArrow;
  readonly right: Complex;
  readonly catalysts: Complex | undefined;
}

/** `->{k}`, `->[law]`, `<->{kf, kr}`, `<->[f, r]`; a missing rate is a `MissingExpression`. */
export interface ReactionArrow extends NodeBase {
  readonly kind: "ReactionArrow";
  readonly reversible: boolean;
  /** `constant`: mass action with the given rate constant; `law`: the bracket holds the flux itself. */
  readonly rateKind: "constant" | "law";
  readonly rates: readonly Expression[];
}

/** A side of a reaction; `0` and `∅` give no terms. */
export interface Complex extends NodeBase {
  readonly kind: "Complex";
  readonly terms: readonly ComplexTerm[];
}

/** `2 A`; `coefficientRaw` is the source text of the coefficient, undefined if none is written. */
export interface ComplexTerm extends NodeBase {
  readonly kind: "ComplexTerm";
  readonly coefficient: number;
  readonly coefficientRaw: string | undefined;
  readonly species: Reference;
}

/** `x' = expression`. */
export interface EquationStatement extends NodeBase {
  readonly kind: "EquationStatement";
  readonly target: Reference;
  readonly value: Expression;
}

/** Text that is not a statement; a syntax diagnostic covers it. */
export interface MissingStatement extends NodeBase {
  readonly kind: "MissingStatement";
}

export type Statement =
  | QuantityDeclaration
  | InitStatement
  | LossStatement
  | LowerStatement
  | PhasesStatement
  | PhaseStatement
  | KineticsStatement
  | ConstDeclaration
  | LetStatement
  | UseStatement
  | AssertStatement
  | ForStatement
  | IfStatement
  | EventStatement
  | ReactionStatement
  | EquationStatement
  | MissingStatement;

// ── Expressions ─────────────────────────────────────────────────────────────────────────────────────

/** `a.b[i, j]`: a name, a path into a module, import or rail, with optional indices. */
export interface Reference extends NodeBase {
  readonly kind: "Reference";
  readonly path: readonly NameNode[];
  readonly indices: readonly Expression[];
  /** How many names of the path stand before the indices: all of them in `z.p[1]`, one in `z[1].p`, which means the same. */
  readonly indicesAfter: number;
}

/** `3`, `2.5`, `1e-3`, `0.1 [1/nM/s]`. */
export interface NumberLiteral extends NodeBase {
  readonly kind: "NumberLiteral";
  readonly raw: string;
  readonly value: number;
  readonly unit: UnitExpression | undefined;
}

/** `1/nM/s`: a product of factors with integer exponents. */
export interface UnitExpression extends NodeBase {
  readonly kind: "UnitExpression";
  readonly factors: readonly UnitFactor[];
}

/** One factor of a unit; `name` is a unit symbol or `1`; `operator` stands before it (`*` for the first factor). */
export interface UnitFactor extends NodeBase {
  readonly kind: "UnitFactor";
  readonly name: NameNode;
  readonly operator: "*" | "/";
  /** The exponent as written after `^`, 1 if none. */
  readonly exponent: number;
}

/** `"text"`. */
export interface StringLiteral extends NodeBase {
  readonly kind: "StringLiteral";
  readonly raw: string;
  readonly value: string;
}

/** `true`, `false`. */
export interface BooleanLiteral extends NodeBase {
  readonly kind: "BooleanLiteral";
  readonly value: boolean;
}

/** `(expression)`; kept because the formatter needs it. */
export interface ParenthesizedExpression extends NodeBase {
  readonly kind: "ParenthesizedExpression";
  readonly inner: Expression;
}

/** `[a, b, c]`. */
export interface ListExpression extends NodeBase {
  readonly kind: "ListExpression";
  readonly elements: readonly Expression[];
}

/** `f(a, b; key: c)`. */
export interface CallExpression extends NodeBase {
  readonly kind: "CallExpression";
  readonly callee: readonly NameNode[];
  readonly arguments: ArgumentList;
}

/** `(a, key: b; c)`; `semicolonAfter` is the number of arguments before a written `;`, undefined if there is none. */
export interface ArgumentList extends NodeBase {
  readonly kind: "ArgumentList";
  readonly items: readonly Argument[];
  readonly semicolonAfter: number | undefined;
}

/** One argument, named or positional. */
export interface Argument extends NodeBase {
  readonly kind: "Argument";
  readonly name: NameNode | undefined;
  readonly value: Expression;
}

export type UnaryOperator = "-" | "+" | "!";

export interface UnaryExpression extends NodeBase {
  readonly kind: "UnaryExpression";
  readonly operator: UnaryOperator;
  readonly operand: Expression;
}

export type BinaryOperator =
  | "||"
  | "&&"
  | "<"
  | "<="
  | ">"
  | ">="
  | "=="
  | "!="
  | "+"
  | "-"
  | "*"
  | "/"
  | "%"
  | ".*"
  | "./"
  | "^";

export interface BinaryExpression extends NodeBase {
  readonly kind: "BinaryExpression";
  readonly operator: BinaryOperator;
  readonly operatorSpan: Span;
  readonly left: Expression;
  readonly right: Expression;
}

/** `if condition then a else b`. */
export interface ConditionalExpression extends NodeBase {
  readonly kind: "ConditionalExpression";
  readonly condition: Expression;
  readonly thenValue: Expression;
  readonly elseValue: Expression;
}

/** `a..b`, legal only as an argument (`grid(x: 0..1)`). */
export interface RangeExpression extends NodeBase {
  readonly kind: "RangeExpression";
  readonly from: Expression;
  readonly to: Expression;
}

/** A value that the text lacks; a syntax diagnostic stands at its (empty) span. */
export interface MissingExpression extends NodeBase {
  readonly kind: "MissingExpression";
}

export type Expression =
  | Reference
  | NumberLiteral
  | StringLiteral
  | BooleanLiteral
  | ParenthesizedExpression
  | ListExpression
  | CallExpression
  | UnaryExpression
  | BinaryExpression
  | ConditionalExpression
  | RangeExpression
  | MissingExpression;

export type Node =
  | Document
  | NameNode
  | Declaration
  | ModuleParameter
  | SampleBlock
  | ColumnDefinition
  | RecordNode
  | Entry
  | Block
  | Statement
  | QuantityItem
  | InitItem
  | EventAssignment
  | ReactionArrow
  | Complex
  | ComplexTerm
  | Expression
  | UnitExpression
  | UnitFactor
  | ArgumentList
  | Argument;
