// Reads the mathematics of a hover back and computes it: an independent check that the text says what it should.

/** Values of what stands in the text: `[A]` by `A`, and everything else by its name. */
export interface Values {
  readonly concentration: (name: string) => number;
  readonly named: (name: string) => number;
}

/** The value of a line such as `−2·k·[A]²/3 + sqrt([B])`; throws where it cannot be read. */
export function evaluateMathematics(text: string, values: Values): number {
  const tokens = tokensOf(text);
  let position = 0;
  const peek = (): string | undefined => tokens[position];
  const take = (expected?: string): string => {
    const token = tokens[position++];
    if (token === undefined || (expected !== undefined && token !== expected))
      throw new Error(`Expected ${expected ?? "something"}, found ${token} in ${text}`);
    return token;
  };
  const conditional = (): number => {
    if (peek() !== "if") return either();
    take("if");
    const condition = either();
    take("then");
    const first = either();
    take("else");
    const second = conditional();
    return condition === 0 ? second : first;
  };
  const leftToRight = (
    operand: () => number,
    operators: Record<string, (a: number, b: number) => number>,
  ) => {
    let value = operand();
    for (let next = peek(); next !== undefined && next in operators; next = peek())
      value = operators[take()]!(value, operand());
    return value;
  };
  const either = (): number => leftToRight(both, { or: (a, b) => Number(a !== 0 || b !== 0) });
  const both = (): number => leftToRight(negation, { and: (a, b) => Number(a !== 0 && b !== 0) });
  const negation = (): number => {
    if (peek() !== "not") return comparison();
    take("not");
    return Number(negation() === 0);
  };
  const comparison = (): number =>
    leftToRight(sum, {
      "<": (a, b) => Number(a < b),
      "≤": (a, b) => Number(a <= b),
      ">": (a, b) => Number(a > b),
      "≥": (a, b) => Number(a >= b),
      "=": (a, b) => Number(a === b),
      "≠": (a, b) => Number(a !== b),
    });
  const sum = (): number => leftToRight(product, { "+": (a, b) => a + b, "−": (a, b) => a - b });
  const product = (): number => {
    if (peek() === "−") {
      take();
      return -product();
    }
    return leftToRight(power, { "·": (a, b) => a * b, "/": (a, b) => a / b });
  };
  const power = (): number => {
    const base = atom();
    const next = peek();
    if (next === "^") {
      take();
      return base ** atom();
    }
    return next !== undefined && /^[⁻⁰¹²³⁴-⁹]/.test(next) ? base ** whole(take()) : base;
  };
  const atom = (): number => {
    const token = take();
    if (token === "(") {
      const value = conditional();
      take(")");
      return value;
    }
    if (/^\d/.test(token)) return Number(token);
    if (token.startsWith("[")) return values.concentration(token.slice(1, -1));
    if (peek() === "(") return call(token);
    return values.named(token);
  };
  const call = (name: string): number => {
    take("(");
    const given = [conditional()];
    while (peek() === ",") {
      take(",");
      given.push(conditional());
    }
    take(")");
    return (Math as unknown as Record<string, (...all: number[]) => number>)[name]!(...given);
  };
  const value = conditional();
  if (position < tokens.length) throw new Error(`${tokens.slice(position).join(" ")} is left of ${text}`);
  return value;
}

/** A concentration keeps its brackets; indices belong to names. */
function tokensOf(text: string): readonly string[] {
  const pattern =
    /\s*(\[(?:[^[\]]|\[[^\]]*\])*\]|\d+(?:\.\d+)?|[⁻⁰¹²³⁴-⁹]+|[\p{L}_][\p{L}\p{Nd}₀-₉_.]*(?:\[[\d,]+\])?(?:\.[\p{L}_][\p{L}\p{Nd}_]*)*|[^\s])/uy;
  const tokens: string[] = [];
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) tokens.push(match[1]!);
  return tokens;
}

function whole(superscript: string): number {
  return Number([...superscript].map((sign) => (sign === "⁻" ? "-" : "⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(sign))).join(""));
}
