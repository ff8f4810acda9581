// The table of built-in functions: what they take, what they mean, and where they may stand.
// Checker, completion, hover and the reference page are made from it.

/**
 * Where a function may stand. `expression`: equations, rates, laws, `let`, loss. `draw`: columns of data and initial
 * weights. `column`: columns and feeds of data. `course`: over a time course, in `plot`, `report` and `measure`.
 * `samples`: over the samples of a training, in `metrics` and `plot`. `values`: settings that take a list of numbers.
 */
export type FunctionPlace = "expression" | "draw" | "column" | "course" | "samples" | "values";

/** How a function treats arrays: component by component, as a whole, or not at all. */
export type FunctionShape = "elementwise" | "whole" | "scalar";

/** One built-in function. A name may occur twice if the meanings differ by place, as `max` does. */
export interface BuiltinFunction {
  readonly name: string;
  readonly parameters: readonly string[];
  /** Fewest and most arguments; `undefined`: any number. */
  readonly minimum: number;
  readonly maximum: number | undefined;
  /** Named arguments that may follow. */
  readonly options: readonly string[];
  readonly places: readonly FunctionPlace[];
  readonly shape: FunctionShape;
  readonly meaning: string;
}

const elementwise = (
  name: string,
  meaning: string,
  parameters: readonly string[] = ["x"],
): BuiltinFunction => ({
  name,
  parameters,
  minimum: parameters.length,
  maximum: parameters.length,
  options: [],
  places: ["expression", "column"],
  shape: "elementwise",
  meaning,
});

const whole = (name: string, meaning: string, parameters: readonly string[]): BuiltinFunction => ({
  ...elementwise(name, meaning, parameters),
  shape: "whole",
});

const draw = (name: string, meaning: string, parameters: readonly string[]): BuiltinFunction => ({
  ...elementwise(name, meaning, parameters),
  places: ["draw"],
  shape: "scalar",
});

const course = (name: string, meaning: string, parameters: readonly string[] = ["x"]): BuiltinFunction => ({
  ...elementwise(name, meaning, parameters),
  places: ["course"],
  shape: "scalar",
});

const samples = (
  name: string,
  meaning: string,
  parameters: readonly string[],
  minimum: number = parameters.length,
): BuiltinFunction => ({
  ...elementwise(name, meaning, parameters),
  minimum,
  places: ["samples"],
  shape: "scalar",
});

/** Every built-in function. */
export const builtinFunctions: readonly BuiltinFunction[] = [
  elementwise("abs", "The absolute value."),
  elementwise("relu", "x if it is positive, else 0."),
  elementwise("exp", "e to the power x."),
  elementwise("log", "The natural logarithm."),
  elementwise("sin", "The sine, x in radians."),
  elementwise("cos", "The cosine, x in radians."),
  elementwise("tan", "The tangent, x in radians."),
  elementwise("tanh", "The hyperbolic tangent."),
  elementwise("sqrt", "The square root."),
  elementwise("sigmoid", "1 / (1 + exp(−x))."),
  elementwise("floor", "The largest whole number not above x."),
  elementwise("ceil", "The smallest whole number not below x."),
  elementwise("round", "The nearest whole number."),
  { ...elementwise("min", "The smallest of the values.", ["a", "b"]), maximum: undefined },
  { ...elementwise("max", "The largest of the values.", ["a", "b"]), maximum: undefined },
  whole("sum", "The sum of all components.", ["x"]),
  whole("dot", "The sum of the products of paired components.", ["a", "b"]),
  whole("outer", "The matrix of all products `a[i]·b[j]`.", ["a", "b"]),
  whole("transpose", "The matrix with rows and columns exchanged.", ["matrix"]),
  draw("uniform", "A number drawn evenly between two bounds.", ["low", "high"]),
  draw("normal", "A number drawn from a normal distribution.", ["mean", "standard deviation"]),
  draw("lognormal", "The exponential of a normally distributed number.", [
    "mean of log",
    "standard deviation of log",
  ]),
  draw("bernoulli", "1 with the given probability, else 0.", ["probability"]),
  {
    ...whole(
      "one_hot",
      "One component a label: 1 where the column has it, else 0. Labels are given, or those of the file in alphabetical order.",
      ["column", "labels…"],
    ),
    minimum: 1,
    maximum: undefined,
    places: ["column"],
  },
  course("mean", "The mean over the runs (`plot`) or over the runs at the end (`report`)."),
  course("sd", "The standard deviation over the runs."),
  course("var", "The variance over the runs."),
  course("fano", "Variance divided by mean over the runs, in molecules: 1 for Poisson numbers."),
  course("min", "The smallest value of the time course."),
  course("max", "The largest value of the time course."),
  course("final", "The value at the end."),
  course("period", "The mean time between rising crossings of the mean value."),
  course("area", "The time integral, one value a pulse."),
  course("overlap", "The largest value that both have at the same time.", ["a", "b"]),
  samples("loss", "The mean loss.", [], 0),
  samples("r2", "The share of the target's variance that the output explains.", [], 0),
  samples("accuracy", "The share of samples on which output and target agree on the condition.", [
    "condition",
  ]),
  samples("argmax", "The share of samples whose largest output is the largest target.", ["output"]),
  samples("boundary", "The decision boundary over two columns.", ["column", "column"]),
  {
    ...course("linspace", "Evenly spaced values, both ends included.", ["from", "to", "count"]),
    places: ["values"],
  },
  {
    ...course("logspace", "Values evenly spaced on a logarithmic scale, both ends included.", [
      "from",
      "to",
      "count",
    ]),
    places: ["values"],
  },
];

/**
 * The function of a name at a place, by argument count if two may stand there (`max(Pred)` over time, `max(a, b)`).
 * Falls back to the same name elsewhere, so that the place can be reported.
 */
export function builtinFunction(
  name: string,
  places: readonly FunctionPlace[],
  argumentCount?: number,
): BuiltinFunction | undefined {
  const named = builtinFunctions.filter((entry) => entry.name === name);
  const standing = named.filter((entry) => mayStand(entry, places));
  const counted = standing.find((entry) => argumentCount !== undefined && takes(entry, argumentCount));
  return counted ?? standing[0] ?? named[0];
}

/** True if a function can be called with so many arguments. */
export function takes(entry: BuiltinFunction, argumentCount: number): boolean {
  return argumentCount >= entry.minimum && (entry.maximum === undefined || argumentCount <= entry.maximum);
}

/** True if the function may stand at one of the places. */
export function mayStand(entry: BuiltinFunction, places: readonly FunctionPlace[]): boolean {
  return entry.places.some((place) => places.includes(place));
}

/** What to do about a read-out inside of an expression. */
export function aloneHint(name: string): string {
  return `The read-out \`${name}\` stands by itself and cannot be part of an expression: list the read-outs instead, separated by commas.`;
}

/** Where a function may stand, for messages. */
export function placesInWords(entry: BuiltinFunction): string {
  const words: Record<FunctionPlace, string> = {
    expression: "in expressions",
    draw: "for data columns and initial weights",
    column: "in data",
    course: "in `plot`, `report` and `measure`",
    samples: "in the `metrics` and `plot` of `train`",
    values: "for the values of a `scan`",
  };
  return entry.places.map((place) => words[place]).join(" and ");
}

/** How many arguments a function takes, for messages. */
export function argumentsInWords(entry: BuiltinFunction): string {
  if (entry.maximum === undefined)
    return `at least ${entry.minimum} argument${entry.minimum === 1 ? "" : "s"}`;
  if (entry.minimum !== entry.maximum) return `${entry.minimum} to ${entry.maximum} arguments`;
  return entry.minimum === 0 ? "no arguments" : `${entry.minimum} argument${entry.minimum === 1 ? "" : "s"}`;
}
