// Checked expressions → a tape of elementary operations with values and exact reverse derivatives. It shares nothing with
// the compiler's symbolic differentiation, so that the two can be compared.

const NUMBER = 0;
const NEGATE = 1;
const ADD = 2;
const SUBTRACT = 3;
const MULTIPLY = 4;
const DIVIDE = 5;
const POWER = 6;
const ABSOLUTE = 7;

const BINARY = { "+": ADD, "-": SUBTRACT, "*": MULTIPLY, "/": DIVIDE };

/**
 * Records expressions over named components. Operation i is `code[i]` of the values in slots `a[i]` and `b[i]`, with the
 * number `constant[i]`; its own slot follows those of the components.
 *
 * @param expressions scalar expressions of a checked model
 * @param names components in the order of the values
 * @param definitions what other component names stand for
 */
export function createTape(expressions, names, definitions = new Map()) {
  const operations = [];
  const slots = new Map();
  const indices = new Map(names.map((name, index) => [name, index]));
  const context = {
    indices,
    definitions,
    push: (code, { a = 0, b = 0, constant = 0 }) =>
      names.length + operations.push({ code, a, b, constant }) - 1,
    slotOf: (expression) => {
      const known = slots.get(expression) ?? record(expression, context);
      slots.set(expression, known);
      return known;
    },
  };
  const outputs = Int32Array.from(expressions, context.slotOf);
  const size = names.length + operations.length;
  return {
    first: names.length,
    code: Uint8Array.from(operations, ({ code }) => code),
    a: Int32Array.from(operations, ({ a }) => a),
    b: Int32Array.from(operations, ({ b }) => b),
    constant: Float64Array.from(operations, ({ constant }) => constant),
    outputs,
    values: new Float64Array(size),
    adjoints: new Float64Array(size),
  };
}

function record(expression, context) {
  const { slotOf, indices, definitions, push } = context;
  switch (expression.kind) {
    case "Number":
      return push(NUMBER, { constant: expression.value });
    case "Component": {
      const index = indices.get(expression.name);
      if (index !== undefined) return index;
      const definition = definitions.get(expression.name);
      if (definition === undefined) throw new Error(`nothing is known of ${expression.name}`);
      return slotOf(definition);
    }
    case "Negate":
      return push(NEGATE, { a: slotOf(expression.operand) });
    case "Binary":
      return recordBinary(expression, context);
    case "Call":
      if (expression.function !== "abs") break;
      return push(ABSOLUTE, { a: slotOf(expression.arguments[0]) });
    default:
  }
  throw new Error(`the reference cannot differentiate ${expression.function ?? `a ${expression.kind}`}`);
}

function recordBinary({ operator, left, right }, { slotOf, push }) {
  if (operator === "^") {
    if (right.kind !== "Number")
      throw new Error("the reference differentiates powers with constant exponents");
    return push(POWER, { a: slotOf(left), constant: right.value });
  }
  const code = BINARY[operator];
  if (code === undefined) throw new Error(`the reference cannot differentiate ${operator}`);
  return push(code, { a: slotOf(left), b: slotOf(right) });
}

/** Evaluates the tape on the values of the named components; results are read with `outputOf`. */
export function evaluate(tape, inputs) {
  const { values, code, a, b, constant, first } = tape;
  values.set(inputs);
  for (let index = 0; index < code.length; index++) {
    const left = values[a[index]];
    const right = values[b[index]];
    values[first + index] = valueIn(code[index], left, right, constant[index]);
  }
}

/** The value of an expression after `evaluate`. */
export function outputOf(tape, index) {
  return tape.values[tape.outputs[index]];
}

function valueIn(code, left, right, constant) {
  switch (code) {
    case NUMBER:
      return constant;
    case NEGATE:
      return -left;
    case ADD:
      return left + right;
    case SUBTRACT:
      return left - right;
    case MULTIPLY:
      return left * right;
    case DIVIDE:
      return left / right;
    case POWER:
      return power(left, constant);
    default:
      return Math.abs(left);
  }
}

/** Small whole exponents without the slow general function. */
function power(base, exponent) {
  if (exponent === 2) return base * base;
  return exponent === 3 ? base * base * base : base ** exponent;
}

/**
 * After `evaluate`: Σ seeds[i]·∂expression i/∂component, written into the first entries of `tape.adjoints`, in the order
 * of the names.
 */
export function pullBack(tape, seeds) {
  const { adjoints, code, outputs, first } = tape;
  adjoints.fill(0);
  for (let index = 0; index < outputs.length; index++) adjoints[outputs[index]] += seeds[index];
  for (let index = code.length - 1; index >= 0; index--) {
    const adjoint = adjoints[first + index];
    if (adjoint !== 0) spread(tape, index, adjoint);
  }
}

function spread(tape, index, adjoint) {
  const { adjoints, values, constant } = tape;
  const a = tape.a[index];
  const b = tape.b[index];
  switch (tape.code[index]) {
    case NUMBER:
      return;
    case NEGATE:
      adjoints[a] -= adjoint;
      return;
    case ADD:
      adjoints[a] += adjoint;
      adjoints[b] += adjoint;
      return;
    case SUBTRACT:
      adjoints[a] += adjoint;
      adjoints[b] -= adjoint;
      return;
    case MULTIPLY:
      adjoints[a] += adjoint * values[b];
      adjoints[b] += adjoint * values[a];
      return;
    case DIVIDE:
      adjoints[a] += adjoint / values[b];
      adjoints[b] -= (adjoint * values[a]) / values[b] ** 2;
      return;
    case POWER:
      adjoints[a] += adjoint * constant[index] * power(values[a], constant[index] - 1);
      return;
    default:
      adjoints[a] += adjoint * Math.sign(values[a]);
  }
}
