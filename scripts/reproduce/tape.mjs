// Checked expressions → a tape of elementary operations with values and exact reverse derivatives. It shares nothing with
// the compiler's symbolic differentiation, so that the two can be compared.

const BINARY = { "+": add, "-": subtract, "*": multiply, "/": divide };

/**
 * Records expressions over named components.
 *
 * @param expressions scalar expressions of a checked model
 * @param names components in the order of the values
 * @param definitions what other component names stand for
 */
export function createTape(expressions, names, definitions = new Map()) {
  const tape = { operations: [], first: names.length, values: undefined, outputs: [] };
  const slots = new Map();
  const indices = new Map(names.map((name, index) => [name, index]));
  const slotOf = (expression) => {
    const known = slots.get(expression);
    if (known !== undefined) return known;
    const slot = record(tape, expression, { indices, definitions, slotOf });
    slots.set(expression, slot);
    return slot;
  };
  tape.outputs = expressions.map(slotOf);
  tape.values = new Float64Array(tape.first + tape.operations.length);
  tape.adjoints = new Float64Array(tape.values.length);
  return tape;
}

function record(tape, expression, context) {
  const { slotOf, indices, definitions } = context;
  const push = (operation) => tape.first + tape.operations.push(operation) - 1;
  switch (expression.kind) {
    case "Number":
      return push({ kind: "number", value: expression.value });
    case "Component": {
      const index = indices.get(expression.name);
      if (index !== undefined) return index;
      const definition = definitions.get(expression.name);
      if (definition === undefined) throw new Error(`nothing is known of ${expression.name}`);
      return slotOf(definition);
    }
    case "Negate":
      return push({ kind: "scale", a: slotOf(expression.operand), factor: -1 });
    case "Binary":
      return push(binaryOperation(expression, slotOf));
    case "Call":
      return push(callOperation(expression, slotOf));
    default:
      throw new Error(`the reference cannot differentiate a ${expression.kind}`);
  }
}

function binaryOperation({ operator, left, right }, slotOf) {
  if (operator === "^") {
    if (right.kind !== "Number") throw new Error("the reference differentiates powers with constant exponents");
    return { kind: "power", a: slotOf(left), exponent: right.value };
  }
  const make = BINARY[operator];
  if (make === undefined) throw new Error(`the reference cannot differentiate ${operator}`);
  return make(slotOf(left), slotOf(right));
}

function add(a, b) {
  return { kind: "add", a, b };
}
function subtract(a, b) {
  return { kind: "subtract", a, b };
}
function multiply(a, b) {
  return { kind: "multiply", a, b };
}
function divide(a, b) {
  return { kind: "divide", a, b };
}

function callOperation(expression, slotOf) {
  const [argument] = expression.arguments;
  if (expression.function !== "abs") throw new Error(`the reference cannot differentiate ${expression.function}`);
  return { kind: "abs", a: slotOf(argument) };
}

/** Evaluates the tape on the values of the named components; results are read with `outputOf`. */
export function evaluate(tape, inputs) {
  const { values, operations, first } = tape;
  values.set(inputs);
  for (let index = 0; index < operations.length; index++) {
    values[first + index] = valueOf(operations[index], values);
  }
}

/** The value of an expression after `evaluate`. */
export function outputOf(tape, index) {
  return tape.values[tape.outputs[index]];
}

function valueOf(operation, values) {
  switch (operation.kind) {
    case "number":
      return operation.value;
    case "scale":
      return operation.factor * values[operation.a];
    case "add":
      return values[operation.a] + values[operation.b];
    case "subtract":
      return values[operation.a] - values[operation.b];
    case "multiply":
      return values[operation.a] * values[operation.b];
    case "divide":
      return values[operation.a] / values[operation.b];
    case "power":
      return values[operation.a] ** operation.exponent;
    default:
      return Math.abs(values[operation.a]);
  }
}

/**
 * After `evaluate`: Σ seeds[i]·∂expression i/∂component, written into the first entries of `tape.adjoints`, in the order
 * of the names.
 */
export function pullBack(tape, seeds) {
  const { adjoints, operations, outputs, values, first } = tape;
  adjoints.fill(0);
  for (let index = 0; index < outputs.length; index++) adjoints[outputs[index]] += seeds[index];
  for (let index = operations.length - 1; index >= 0; index--) {
    const adjoint = adjoints[first + index];
    if (adjoint !== 0) spread(operations[index], adjoint, values, adjoints);
  }
}

function spread(operation, adjoint, values, adjoints) {
  const { a, b } = operation;
  switch (operation.kind) {
    case "number":
      return;
    case "scale":
      adjoints[a] += operation.factor * adjoint;
      return;
    case "add":
      adjoints[a] += adjoint;
      adjoints[b] += adjoint;
      return;
    case "subtract":
      adjoints[a] += adjoint;
      adjoints[b] -= adjoint;
      return;
    case "multiply":
      adjoints[a] += adjoint * values[b];
      adjoints[b] += adjoint * values[a];
      return;
    case "divide":
      adjoints[a] += adjoint / values[b];
      adjoints[b] -= (adjoint * values[a]) / values[b] ** 2;
      return;
    case "power":
      adjoints[a] += adjoint * operation.exponent * values[a] ** (operation.exponent - 1);
      return;
    default:
      adjoints[a] += adjoint * Math.sign(values[a]);
  }
}
