// An independent reader of the Visual CRN dialect, as far as its manual and engine agree: directives, then lines. Not the
// inverse of our writer: precedences, left associativity and the order of directives are those of the engine.

/** A number, or an operation on expressions. Names in brackets are species, others parameters. */
export type DialectExpression = (values: DialectValues) => number;

export interface DialectValues {
  readonly parameter: (name: string) => number;
  readonly species: (name: string) => number;
  readonly time: number;
}

export interface DialectReaction {
  readonly reactants: readonly string[];
  readonly products: readonly string[];
  readonly rate: { readonly kind: "mass-action" | "functional"; readonly value: DialectExpression };
}

export interface DialectInitial {
  readonly species: string;
  readonly constant: boolean;
  readonly amount: DialectExpression;
  /** 0 for an initial amount. */
  readonly time: number;
}

export interface DialectProgram {
  /** Directive name → its text in braces or brackets, or its word. */
  readonly directives: ReadonlyMap<string, string>;
  readonly parameters: ReadonlyMap<string, number>;
  readonly initials: readonly DialectInitial[];
  readonly reactions: readonly DialectReaction[];
}

const tokenPattern =
  /\s+|\/\/[^\n]*|(?<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?<name>[A-Za-z][A-Za-z0-9_']*)|(?<sign>->|&&|\|\||<=|>=|[-+*/^%(){}[\]<>=|@;,~])/gy;

/** Throws on anything that the engine would not read. */
export function readCrn(text: string): DialectProgram {
  const reader = createReader(tokensOf(text));
  const directives = new Map<string, string>();
  while (reader.peek() === "directive") {
    reader.next();
    const name = reader.next();
    directives.set(name, reader.group());
  }
  const initials: DialectInitial[] = [];
  const reactions: DialectReaction[] = [];
  if (reader.peek() === "|") reader.next();
  while (reader.peek() !== undefined) {
    if (reader.isInitial()) initials.push(reader.initial());
    else reactions.push(reader.reaction());
    if (reader.peek() !== undefined) reader.expect("|");
    // A bar at the end is an error of the engine.
  }
  return { directives, parameters: parametersOf(directives.get("parameters")), initials, reactions };
}

/** Rates of change under `kinetics=Deterministic`: flux = k · ∏ x over the reactants with repetition. */
export function dialectDerivative(
  program: DialectProgram,
  state: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const values: DialectValues = {
    parameter: (name) => program.parameters.get(name) ?? Number.NaN,
    species: (name) => state.get(name) ?? Number.NaN,
    time: 0,
  };
  const constant = new Set(
    program.initials.filter((initial) => initial.constant).map(({ species }) => species),
  );
  const result = new Map<string, number>();
  const add = (name: string, change: number) => {
    if (!constant.has(name)) result.set(name, (result.get(name) ?? 0) + change);
  };
  for (const { reactants, products, rate } of program.reactions) {
    const factors = rate.kind === "mass-action" ? reactants : [];
    const flux = factors.reduce((product, name) => product * values.species(name), rate.value(values));
    for (const name of reactants) add(name, -flux);
    for (const name of products) add(name, flux);
  }
  return result;
}

function tokensOf(text: string): readonly string[] {
  const tokens: string[] = [];
  let offset = 0;
  for (const match of text.matchAll(tokenPattern)) {
    const token = match.groups?.["number"] ?? match.groups?.["name"] ?? match.groups?.["sign"];
    if (token !== undefined) tokens.push(token);
    offset = match.index + match[0].length;
  }
  if (offset !== text.length)
    throw new Error(`unexpected text at ${offset}: ${text.slice(offset, offset + 20)}`);
  return tokens;
}

function parametersOf(text: string | undefined): ReadonlyMap<string, number> {
  const entries = (text ?? "")
    .split(";")
    .map((entry) => entry.trim())
    .filter(Boolean);
  return new Map(
    entries.map((entry) => {
      const [, name, value] = /^(\w+) = (-? ?[\d.eE+-]+)$/.exec(entry) ?? [];
      if (name === undefined) throw new Error(`not a parameter: ${entry}`);
      return [name, Number(value!.replace(" ", ""))];
    }),
  );
}

function createReader(tokens: readonly string[]) {
  let position = 0;
  const peek = (ahead = 0): string | undefined => tokens[position + ahead];
  const next = (): string => {
    const token = tokens[position++];
    if (token === undefined) throw new Error("unexpected end");
    return token;
  };
  const expect = (token: string): void => {
    const found = next();
    if (found !== token) throw new Error(`expected ${token}, found ${found} (token ${position})`);
  };
  const isName = (token: string | undefined) => token !== undefined && /^[A-Za-z]/.test(token);

  /** Tokens of `{…}` or `[…]` joined by blanks, or one word. */
  const group = (): string => {
    const open = next();
    if (open !== "{" && open !== "[") return open;
    const inner: string[] = [];
    for (let depth = 1; depth > 0; ) {
      const token = next();
      if (token === "{" || token === "[") depth++;
      if ((token === "}" || token === "]") && --depth === 0) break;
      inner.push(token);
    }
    return inner.join(" ");
  };

  /** A line without an arrow before the next bar at depth 0. */
  const isInitial = (): boolean => {
    for (let ahead = 0, depth = 0; ; ahead++) {
      const token = peek(ahead);
      if (token === "->") return false;
      if (token === "(" || token === "[") depth++;
      if (token === ")" || token === "]") depth--;
      if (token === undefined || (token === "|" && depth === 0)) return true;
    }
  };

  const initial = (): DialectInitial => {
    const constant = peek() === "constant";
    if (constant) next();
    const amount = expression(false);
    const species = next();
    if (!isName(species)) throw new Error(`not a species: ${species}`);
    if (peek() !== "@") return { species, constant, amount, time: 0 };
    next();
    return { species, constant, amount, time: expression(false)(noValues) };
  };

  const reaction = (): DialectReaction => {
    const reactants = multiset("->");
    expect("->");
    const functional = peek() === "[";
    if (!functional && peek() !== "{") throw new Error("a rate in braces or brackets is expected");
    next();
    const value = expression(functional);
    expect(functional ? "]" : "}");
    const products = multiset("|");
    return { reactants, products, rate: { kind: functional ? "functional" : "mass-action", value } };
  };

  const multiset = (end: string): readonly string[] => {
    const names: string[] = [];
    if (peek() === end || peek() === undefined) return names;
    for (;;) {
      const count = /^\d+$/.test(peek() ?? "") ? Number(next()) : 1;
      const name = next();
      if (!isName(name)) throw new Error(`not a species: ${name}`);
      for (let copy = 0; copy < count; copy++) names.push(name);
      if (peek() !== "+") return names;
      next();
    }
  };

  const expression = (functional: boolean): DialectExpression => {
    const negative = peek() === "-";
    if (negative) next();
    const first = term(functional);
    let left: DialectExpression = negative ? (values) => -first(values) : first;
    while (peek() === "+" || peek() === "-") {
      const [sign, before, right] = [next(), left, term(functional)];
      left =
        sign === "+"
          ? (values) => before(values) + right(values)
          : (values) => before(values) - right(values);
    }
    return left;
  };

  const term = (functional: boolean): DialectExpression => {
    let left = factor(functional);
    while (peek() === "*" || peek() === "%") {
      const [sign, before, right] = [next(), left, factor(functional)];
      left =
        sign === "*"
          ? (values) => before(values) * right(values)
          : (values) => before(values) % right(values);
    }
    return left;
  };

  /** `/` and `^` on one level, from the left. */
  const factor = (functional: boolean): DialectExpression => {
    let left = atom(functional);
    while (peek() === "/" || peek() === "^") {
      const [sign, before, right] = [next(), left, atom(functional)];
      left =
        sign === "/"
          ? (values) => before(values) / right(values)
          : (values) => before(values) ** right(values);
    }
    return left;
  };

  const atom = (functional: boolean): DialectExpression => {
    const token = next();
    if (/^\d/.test(token)) return () => Number(token);
    if (token === "(") {
      const inner = expression(functional);
      expect(")");
      return inner;
    }
    if (token === "[") {
      if (!functional) throw new Error("a species outside of a functional rate");
      const name = next();
      expect("]");
      return name === "time" ? (values) => values.time : (values) => values.species(name);
    }
    if (token === "if") return conditional(functional);
    if (["log", "ceiling", "floor", "round"].includes(token)) {
      expect("(");
      const argument = expression(functional);
      expect(")");
      const apply = { log: Math.log, ceiling: Math.ceil, floor: Math.floor, round: Math.round }[token]!;
      return (values) => apply(argument(values));
    }
    if (!isName(token)) throw new Error(`not an expression: ${token}`);
    return (values) => values.parameter(token);
  };

  const conditional = (functional: boolean): DialectExpression => {
    const condition = truth(functional);
    expect("then");
    const thenValue = expression(functional);
    expect("else");
    const elseValue = expression(functional);
    return (values) => (condition(values) ? thenValue(values) : elseValue(values));
  };

  /** `not` takes everything after it; `&&` and `||` are equal and associate to the right. */
  const truth = (functional: boolean): ((values: DialectValues) => boolean) => {
    if (peek() === "not") {
      next();
      const inner = truth(functional);
      return (values) => !inner(values);
    }
    const left = comparison(functional);
    if (peek() !== "&&" && peek() !== "||") return left;
    const [sign, right] = [next(), truth(functional)];
    return sign === "&&"
      ? (values) => left(values) && right(values)
      : (values) => left(values) || right(values);
  };

  const comparison = (functional: boolean): ((values: DialectValues) => boolean) => {
    const left = expression(functional);
    const sign = next();
    const right = expression(functional);
    switch (sign) {
      case "<":
        return (values) => left(values) < right(values);
      case "<=":
        return (values) => left(values) <= right(values);
      case ">":
        return (values) => left(values) > right(values);
      case ">=":
        return (values) => left(values) >= right(values);
      case "=":
        return (values) => left(values) === right(values);
      default:
        throw new Error(`not a comparison: ${sign}`);
    }
  };

  return { peek, next, expect, group, isInitial, initial, reaction };
}

const noValues: DialectValues = {
  parameter: () => Number.NaN,
  species: () => Number.NaN,
  time: Number.NaN,
};
