// Text → tree: precedence, ranges, and the shape of each construct.
import { expect, test } from "vitest";
import {
  children,
  createSourceText,
  descendants,
  type Expression,
  equalTrees,
  type Node,
  nodesAt,
  parse,
  type Statement,
  textOf,
} from "../../src/index.js";

function expressionOf(text: string): Expression {
  const { document, diagnostics } = parse(createSourceText("test.ncrn", `const x = ${text}`));
  expect(diagnostics).toEqual([]);
  const [declaration] = document.declarations;
  if (declaration?.kind !== "ConstDeclaration") throw new Error("not a constant");
  return declaration.value;
}

/** Fully bracketed text. */
function bracketed(node: Expression): string {
  switch (node.kind) {
    case "BinaryExpression":
      return `(${bracketed(node.left)} ${node.operator} ${bracketed(node.right)})`;
    case "UnaryExpression":
      return `(${node.operator}${bracketed(node.operand)})`;
    case "ConditionalExpression":
      return `(if ${bracketed(node.condition)} then ${bracketed(node.thenValue)} else ${bracketed(node.elseValue)})`;
    case "ParenthesizedExpression":
      return `[${bracketed(node.inner)}]`;
    case "NumberLiteral":
      return node.raw;
    case "Reference":
      return node.path.map(({ text }) => text).join(".");
    default:
      throw new Error(node.kind);
  }
}

const precedence: readonly (readonly [string, string])[] = [
  ["a + b * c", "(a + (b * c))"],
  ["a - b - c", "((a - b) - c)"],
  ["a / b * c % d", "(((a / b) * c) % d)"],
  ["a .* b + c ./ d", "((a .* b) + (c ./ d))"],
  ["-a^2", "(-(a ^ 2))"],
  ["2^-1", "(2 ^ (-1))"],
  ["a^b^c", "(a ^ (b ^ c))"],
  ["2^-a^b * c", "((2 ^ (-(a ^ b))) * c)"],
  ["-a * b", "((-a) * b)"],
  ["a * -b + c", "((a * (-b)) + c)"],
  ["--a", "(-(-a))"],
  ["!a < b && c", "((!(a < b)) && c)"],
  ["a || b && c == d + 1", "(a || (b && (c == (d + 1))))"],
  ["(a + b) * c", "([(a + b)] * c)"],
  ["if a then b else if c then d else e", "(if a then b else (if c then d else e))"],
  ["if a then if b then c else d else e", "(if a then (if b then c else d) else e)"],
  ["a ⊙ b ≤ c · d − 1", "((a .* b) <= ((c * d) - 1))"],
];

for (const [text, expected] of precedence) {
  test(`${text} is ${expected}`, () => expect(bracketed(expressionOf(text))).toBe(expected));
}

test("a long sum is a deep tree, built and walked without recursion", () => {
  const text = Array.from({ length: 2000 }, () => "a").join(" + ");
  expect([...descendants(expressionOf(text))].filter(({ kind }) => kind === "Reference")).toHaveLength(2000);
});

test("a sum of more operators than later stages can follow is refused", () => {
  const { diagnostics } = parse(createSourceText("test.ncrn", `const x = 1${" + 1".repeat(100_000)}`));
  expect(diagnostics.map(({ code }) => code)).toEqual(["nesting-too-deep"]);
});

/** The one statement of a network, as JSON without ranges, names as their texts. */
function statementOf(text: string): unknown {
  const { document, diagnostics } = parse(createSourceText("test.ncrn", `crn N {\n${text}\n}`));
  expect(diagnostics).toEqual([]);
  const [network] = document.declarations;
  if (network?.kind !== "NetworkDeclaration") throw new Error("not a network");
  return plain(network.body.statements[0] as Statement);
}

function plain(node: Statement | Expression): unknown {
  const text = JSON.stringify(node, (key, value) => {
    if (key === "span" || key === "operatorSpan") return undefined;
    if (value?.kind === "Name") return value.text;
    if (value?.kind === "Reference" && value.indices.length === 0) return plainPath(value.path);
    if (value?.kind === "NumberLiteral" && value.unit === undefined) return value.value;
    return value;
  });
  return JSON.parse(text);
}

function plainPath(path: readonly { text: string }[]): string {
  return path.map(({ text }) => text).join(".");
}

const shapes: readonly (readonly [string, object])[] = [
  [
    "r: 2 A + B <->{kf, kr} 0 by C",
    {
      kind: "ReactionStatement",
      label: "r",
      left: {
        kind: "Complex",
        terms: [
          { kind: "ComplexTerm", coefficient: 2, coefficientRaw: "2", species: "A" },
          { kind: "ComplexTerm", coefficient: 1, species: "B" },
        ],
      },
      arrow: { kind: "ReactionArrow", reversible: true, rateKind: "constant", rates: ["kf", "kr"] },
      right: { kind: "Complex", terms: [] },
      catalysts: { kind: "Complex", terms: [{ kind: "ComplexTerm", coefficient: 1, species: "C" }] },
    },
  ],
  [
    "∅ →[k] z.p",
    {
      kind: "ReactionStatement",
      left: { kind: "Complex", terms: [] },
      arrow: { kind: "ReactionArrow", reversible: false, rateKind: "law", rates: ["k"] },
      right: { kind: "Complex", terms: [{ kind: "ComplexTerm", coefficient: 1, species: "z.p" }] },
    },
  ],
  [
    "z[1]' = z[1].p",
    {
      kind: "EquationStatement",
      target: { kind: "Reference", path: ["z"], indices: [1], indicesAfter: 1 },
      value: { kind: "Reference", path: ["z", "p"], indices: [1], indicesAfter: 1 },
    },
  ],
  [
    "state z[3] >= 0 = x",
    {
      kind: "QuantityDeclaration",
      keyword: "state",
      items: [{ kind: "QuantityItem", name: "z", shape: [3], lowerBound: 0, operator: "=", value: "x" }],
    },
  ],
  [
    "clamped species F ~ uniform(0, 1)",
    {
      kind: "QuantityDeclaration",
      keyword: "clamped species",
      items: [
        {
          kind: "QuantityItem",
          name: "F",
          shape: [],
          operator: "~",
          value: {
            kind: "CallExpression",
            callee: ["uniform"],
            arguments: {
              kind: "ArgumentList",
              items: [
                { kind: "Argument", value: 0 },
                { kind: "Argument", value: 1 },
              ],
            },
          },
        },
      ],
    },
  ],
  [
    "rate k = 0.1 [1/nM*s^-2]",
    {
      kind: "QuantityDeclaration",
      keyword: "rate",
      items: [
        {
          kind: "QuantityItem",
          name: "k",
          shape: [],
          operator: "=",
          value: {
            kind: "NumberLiteral",
            raw: "0.1",
            value: 0.1,
            unit: {
              kind: "UnitExpression",
              factors: [
                { kind: "UnitFactor", name: "1", operator: "*", exponent: 1 },
                { kind: "UnitFactor", name: "nM", operator: "/", exponent: 1 },
                { kind: "UnitFactor", name: "s", operator: "*", exponent: -2 },
              ],
            },
          },
        },
      ],
    },
  ],
  [
    "use j = std.Join(A, b: B; k: 1)",
    {
      kind: "UseStatement",
      name: "j",
      module: ["std", "Join"],
      arguments: {
        kind: "ArgumentList",
        semicolonAfter: 2,
        items: [
          { kind: "Argument", value: "A" },
          { kind: "Argument", name: "b", value: "B" },
          { kind: "Argument", name: "k", value: 1 },
        ],
      },
    },
  ],
];

for (const [text, expected] of shapes) {
  test(`shape of ${text}`, () => expect(statementOf(text)).toEqual(expected));
}

const program = "crn N {\n  species A = 1; rate k\n  A ->{k} 0 // gone\n}\n";

function nodesOf(text: string): Node[] {
  return [...descendants(parse(createSourceText("test.ncrn", text)).document)];
}

test("a range covers the node from its keyword to its written terminator", () => {
  const source = createSourceText("test.ncrn", program);
  const texts = [...descendants(parse(source).document)]
    .filter(({ kind }) =>
      ["NetworkDeclaration", "QuantityDeclaration", "ReactionStatement", "ReactionArrow"].includes(kind),
    )
    .map(({ span }) => textOf(source, span));
  expect(texts).toEqual([program.trim(), "species A = 1;", "rate k", "A ->{k} 0", "->{k}"]);
});

test("children lie inside their parents, one behind the other", () => {
  for (const node of nodesOf(program)) {
    let end = node.span.start;
    for (const child of children(node)) {
      expect(child.span.start).toBeGreaterThanOrEqual(end);
      end = child.span.end;
    }
    expect(end).toBeLessThanOrEqual(node.span.end);
  }
});

test("the nodes at an offset, the outermost first", () => {
  const { document } = parse(createSourceText("test.ncrn", program));
  const kinds = nodesAt(document, program.indexOf("k} 0")).map(({ kind }) => kind);
  expect(kinds).toEqual([
    "Document",
    "NetworkDeclaration",
    "Block",
    "ReactionStatement",
    "ReactionArrow",
    "Reference",
    "Name",
  ]);
  expect(nodesAt(document, program.length + 1)).toEqual([]);
});

const same: readonly (readonly [string, string, boolean])[] = [
  ["A ->{k} B", "A  →{k}   B", true],
  ["let a = 1", "let a = 1;", true],
  ["let a = 1", "let a = 1.0", false],
  ["let a = b - c", "let a = b + c", false],
  ["let a = f(b; c)", "let a = f(b, c)", false],
  ["species A", "species A = 0", false],
];

for (const [first, second, expected] of same) {
  test(`${first} and ${second} are ${expected ? "the same" : "different"} trees`, () => {
    const [a, b] = [first, second].map(
      (text) => parse(createSourceText("test.ncrn", `crn N {\n${text}\n}`)).document,
    );
    expect(equalTrees(a as Node, b as Node)).toBe(expected);
  });
}

test("comments know what they are", () => {
  const { comments } = parse(createSourceText("test.ncrn", "/// a\n// b\n//// c\n/* d */"));
  expect(comments.map(({ style, value }) => [style, value])).toEqual([
    ["documentation", "/// a"],
    ["line", "// b"],
    ["line", "//// c"],
    ["block", "/* d */"],
  ]);
});
