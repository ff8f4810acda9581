// CST → AST for reactions and equations, which share their beginning: one function a grammar rule, same name.

import { type AnyCstNode, type CstToken, spanOfCstNode } from "../cst/cst-token.js";
import type {
  ComplexCstNode,
  RateCstNode,
  ReferenceStatementCstNode,
  TermCstNode,
} from "../cst/cst-types.generated.js";
import { problem } from "../cst/syntax-messages.js";
import { spanOfToken, valueOfNumber } from "../tokens/lexer.js";
import { Decimal, ReversibleArrow } from "../tokens/token-types.js";
import { type BuildContext, nameFromToken } from "./build-context.js";
import { expression, optionalExpression, type ReferenceParts, reference } from "./expressions-from-cst.js";
import type {
  Complex,
  ComplexTerm,
  EquationStatement,
  Expression,
  ReactionArrow,
  Reference,
  Statement,
} from "./nodes.js";

export function referenceStatement(context: BuildContext, node: ReferenceStatementCstNode): Statement {
  const { label, complex: left, Prime, ArrowToken: arrows, rate: rates, right, catalysts } = node.children;
  if (Prime !== undefined) return equation(context, node);
  if (arrows?.[0] === undefined) return { kind: "MissingStatement", span: spanOfCstNode(node) };
  return {
    kind: "ReactionStatement",
    label: label?.[0] === undefined ? undefined : nameFromToken(label[0], node),
    left: complex(context, left?.[0], node),
    arrow: reactionArrow(context, arrows[0], rates?.[0]),
    right: complex(context, right?.[0], node),
    catalysts: catalysts?.[0] === undefined ? undefined : complex(context, catalysts[0], node),
    span: spanOfCstNode(node),
  };
}

/** `x' = …`: the complex before the prime must be one reference without a coefficient. */
function equation(context: BuildContext, node: ReferenceStatementCstNode): EquationStatement {
  const { label, complex: left, Prime: primes, expression: value } = node.children;
  const prime = primes?.[0] as CstToken;
  const written = complex(context, left?.[0], node);
  const [term] = written.terms;
  const isPlain = written.terms.length === 1 && term?.coefficientRaw === undefined && label === undefined;
  if (!isPlain) {
    const hint = "The left side of an equation is one name, such as `z'` or `z[1]'`.";
    context.report(
      problem("expected-token", spanOfToken(prime), { expected: "`->`", found: "`'`" }, { hint }),
    );
  }
  return {
    kind: "EquationStatement",
    target: term?.species ?? missingReference(node),
    value: optionalExpression(context, value?.[0], node),
    span: spanOfCstNode(node),
  };
}

function reactionArrow(context: BuildContext, token: CstToken, node: RateCstNode | undefined): ReactionArrow {
  const { start, end: arrowEnd } = spanOfToken(token);
  const end = node === undefined ? arrowEnd : spanOfCstNode(node).end;
  const reversible = token.tokenType === ReversibleArrow;
  return {
    kind: "ReactionArrow",
    reversible,
    rateKind: node?.children.LeftBracket === undefined ? "constant" : "law",
    rates: rate(context, node, { needed: reversible ? 2 : 1, end: arrowEnd }),
    span: { start, end },
  };
}

/** As many rates as the arrow needs: what is missing becomes a missing expression, what is too much is reported. */
function rate(
  context: BuildContext,
  node: RateCstNode | undefined,
  arrow: { readonly needed: number; readonly end: number },
): readonly Expression[] {
  const missing: Expression = { kind: "MissingExpression", span: { start: arrow.end, end: arrow.end } };
  if (node === undefined) return Array.from({ length: arrow.needed }, () => missing);
  const rates = (node.children.expression ?? []).map((value) => expression(context, value));
  const { end } = spanOfCstNode(node);
  const closer = node.children.LeftBracket === undefined ? "}" : "]";
  if (rates.length < arrow.needed) {
    const hint = "A reversible reaction needs two rates, forward first: `<->{kf, kr}`.";
    const parameters = { expected: "`,`", found: `\`${closer}\`` };
    context.report(problem("expected-token", { start: end - 1, end }, parameters, { hint }));
    rates.push({ kind: "MissingExpression", span: { start: end - 1, end: end - 1 } });
  }
  if (rates.length > arrow.needed) {
    const comma = node.children.Comma?.[arrow.needed - 1];
    const span = comma === undefined ? { start: end - 1, end } : spanOfToken(comma);
    const hint = arrow.needed === 1 ? "Write `<->{kf, kr}` for a reversible reaction." : undefined;
    const parameters = { expected: `\`${closer}\``, found: "`,`" };
    context.report(problem("expected-token", span, parameters, hint === undefined ? {} : { hint }));
  }
  return rates.slice(0, arrow.needed);
}

function complex(context: BuildContext, node: ComplexCstNode | undefined, parent: AnyCstNode): Complex {
  if (node === undefined) {
    const { end } = spanOfCstNode(parent);
    return { kind: "Complex", terms: [], span: { start: end, end } };
  }
  const written = node.children.term ?? [];
  const [only] = written;
  const isEmpty = only === undefined || (written.length === 1 && isNothing(only));
  const terms = isEmpty ? [] : written.map((item) => term(context, item));
  return { kind: "Complex", terms, span: spanOfCstNode(node) };
}

/** `0` and `∅` are no terms where they stand alone. */
function isNothing(node: TermCstNode): boolean {
  const { EmptySet, NumberToken: numbers } = node.children;
  return speciesIn(node) === undefined && (EmptySet !== undefined || numbers?.[0]?.image === "0");
}

/** Behind a coefficient a reference is a node of its own, otherwise the term is one. */
function speciesIn(node: TermCstNode): ReferenceParts | undefined {
  return node.children.Identifier === undefined ? node.children.reference?.[0] : node;
}

function term(context: BuildContext, node: TermCstNode): ComplexTerm {
  const { EmptySet, NumberToken: numbers } = node.children;
  const species = speciesIn(node);
  const number = numbers?.[0];
  const span = spanOfCstNode(node);
  if (number?.tokenType === Decimal) reportAmbiguousCoefficient(context, number, species !== undefined);
  else if (species === undefined && (number ?? EmptySet?.[0]) !== undefined) {
    const parameters = { expected: "a species", found: `\`${(number ?? EmptySet?.[0])?.image}\`` };
    context.report(problem("expected-token", span, parameters));
  }
  return {
    kind: "ComplexTerm",
    coefficient: number === undefined ? 1 : valueOfNumber(number.image),
    coefficientRaw: number?.image,
    species: species === undefined ? missingReference(node) : reference(context, species),
    span,
  };
}

/** `2e3` may be meant as two of `e3`; `1.5 A` cannot be helped. */
function reportAmbiguousCoefficient(context: BuildContext, number: CstToken, hasSpecies: boolean): void {
  const split = /^(\d+)([eE]\d+)$/.exec(number.image);
  const replacement = split === null || hasSpecies ? undefined : `${split[1]} ${split[2]}`;
  context.report(problem("ambiguous-coefficient", spanOfToken(number), { text: number.image, replacement }));
}

function missingReference(node: AnyCstNode): Reference {
  const name = nameFromToken(undefined, node);
  return { kind: "Reference", path: [name], indices: [], indicesAfter: 1, span: name.span };
}
