// The table of record settings: every legal key with its type, default and meaning.
// Checker, completion, hover and the reference page are made from it.

import {
  numeric,
  optional,
  type RecordDescription,
  type RecordName,
  record,
  required,
  type Setting,
  type SettingType,
  type VariantArgument,
  variants,
  word,
  words,
} from "./record-settings.js";

export type {
  RecordDescription,
  RecordName,
  Setting,
  SettingType,
  Variant,
  VariantArgument,
} from "./record-settings.js";

const positive: SettingType = numeric({ minimum: 0, exclusive: true });
const duration: SettingType = numeric({ minimum: 0, exclusive: true, dimension: "time" });
const count: SettingType = numeric({ minimum: 1, integer: true });
const seed: SettingType = numeric({ minimum: 0, integer: true });

const tolerance = (name: string, fallback: string, meaning: string): VariantArgument => ({
  name,
  minimum: 0,
  exclusive: true,
  integer: false,
  default: fallback,
  meaning,
});

const runs: VariantArgument = {
  name: "runs",
  minimum: 1,
  exclusive: false,
  integer: true,
  default: "1",
  meaning: "Number of runs.",
};

const randomSeed: VariantArgument = {
  name: "seed",
  minimum: 0,
  exclusive: false,
  integer: true,
  default: "1",
  meaning: "Seed of the random numbers.",
};

const epsilon: VariantArgument = {
  name: "epsilon",
  minimum: 0,
  exclusive: true,
  below: 1,
  integer: false,
  default: "0.03",
  meaning: "Largest relative change of a propensity in one step.",
};

/** Rounding errors of numbers with 16 digits add up to more than smaller tolerances allow. */
const LEAST_RELATIVE = 1e-13;
const relativeAdvice =
  "Numbers have 16 digits, so that rounding hides smaller errors: 1e-12 is as exact as it gets.";

const errorBounds: readonly VariantArgument[] = [
  {
    ...tolerance("rtol", "1e-8", "Relative tolerance, from 1e-13 to below 1."),
    minimum: LEAST_RELATIVE,
    exclusive: false,
    below: 1,
    advice: relativeAdvice,
  },
  tolerance("atol", "1e-12", "Absolute tolerance."),
];

const methods: SettingType = variants([
  { name: "ode", arguments: errorBounds, meaning: "Integrates the rate equations." },
  {
    name: "ssa",
    arguments: [runs, randomSeed],
    meaning: "Simulates single molecules, exactly.",
  },
  {
    name: "tau_leaping",
    arguments: [runs, randomSeed, epsilon],
    meaning: "Simulates many reaction events at once, in whole molecules.",
  },
  {
    name: "langevin",
    arguments: [
      runs,
      randomSeed,
      epsilon,
      {
        name: "step",
        minimum: 0,
        exclusive: true,
        integer: false,
        dimension: "time",
        default: "by epsilon",
        meaning: "Length of a step; replaces `epsilon`.",
      },
    ],
    meaning: "Integrates the chemical Langevin equation: rate equations with noise.",
  },
  {
    name: "linear_noise",
    arguments: errorBounds,
    meaning: "Integrates the rate equations and the standard deviation around them, without runs.",
  },
]);

const lowerSettings: readonly Setting[] = [
  optional(
    "rails",
    variants([
      {
        name: "dual",
        arguments: [tolerance("annihilate", "100", "Rate constant of `x.p + x.m -> 0`.")],
        meaning: "Exact forms on two rails.",
      },
      {
        name: "compact",
        arguments: [tolerance("annihilate", "100", "Rate constant of `x.p + x.m -> 0`.")],
        meaning: "Shorter forms that need fast annihilation.",
      },
    ]),
    "dual(annihilate: 100)",
    "How signed quantities are stored.",
  ),
  optional(
    "order",
    numeric({ minimum: 1, integer: true }),
    undefined,
    "The highest order that reactions may have; 2 in a `learn` record unless written.",
  ),
  optional(
    "polynomialize",
    { kind: "boolean" },
    "false",
    "Rewrites functions such as `exp` and divisions with auxiliary variables.",
  ),
];

const descriptions: readonly RecordDescription[] = [
  record("units", "units", [
    optional("time", { kind: "unit", dimension: "time" }, "s", "The unit of time."),
    optional(
      "concentration",
      { kind: "unit", dimension: "concentration" },
      "M",
      "The unit of concentration.",
    ),
    optional("volume", { kind: "unit", dimension: "volume" }, "L", "The unit of volume."),
  ]),
  record("lower", "lower", lowerSettings, { annihilate: "rails" }),
  record("phases", "phases", [], {}, "phase"),
  record("learn phases", "phases", [
    required(
      "forward",
      duration,
      "forward: 1",
      "Length of the forward phase, in which the states follow their equations.",
    ),
    optional(
      "feedback",
      duration,
      "forward",
      "Length of the feedback phase, in which the gradient is collected.",
    ),
    optional("update", duration, "1", "Length of the update phase, in which the weights change."),
  ]),
  record(
    "learn",
    "learn",
    [
      optional(
        "gradient",
        variants([
          word("adjoint", "The exact gradient."),
          word("first_order", "Adjoints held at the error: an approximation with fewer reactions."),
        ]),
        "adjoint",
        "How the gradient is derived.",
      ),
      required(
        "phases",
        { kind: "record", record: "learn phases" },
        "phases { forward: 1 }",
        "The lengths of the phases.",
      ),
      {
        ...optional("eta", positive, "0.1", "The learning rate: θ ← θ − eta·∂L/∂θ."),
        advice: "A step of 0 learns nothing, and a negative one makes the loss larger.",
      },
      optional("rails", lowerSettings[0]!.type, "dual(annihilate: 100)", "How signed quantities are stored."),
      optional("lower", { kind: "record", record: "lower" }, undefined, "How equations become reactions."),
      optional(
        "clock",
        variants([
          word("external", "The host switches the phases."),
          word("events", "Events in the exported network switch the phases."),
          {
            name: "oscillator",
            arguments: [
              {
                name: "k",
                minimum: 0,
                exclusive: true,
                integer: false,
                default: "1",
                meaning: "Rate constant of the ring.",
              },
              {
                name: "seed",
                // Clock species fall to the square of it, which has to stay far above the smallest tolerance.
                minimum: 1e-14,
                exclusive: false,
                below: 0.1,
                integer: false,
                default: "1e-6",
                meaning: "Starting concentration of the idle clock species, from 1e-14 to below 0.1.",
              },
            ],
            meaning: "A chemical oscillator switches the phases.",
          },
        ]),
        "external",
        "What switches the phases.",
      ),
      optional(
        "update",
        variants([
          word(
            "direct",
            "Weights change while the gradient forms, wherever that is exact; fewest reactions.",
          ),
          word(
            "accumulated",
            "The gradient is collected in species of its own, which then change the weights.",
          ),
        ]),
        "direct",
        "How the gradient reaches the weights.",
      ),
      optional(
        "cancellation",
        variants([
          word(
            "host",
            "The host, or with `clock: events` an event, cancels the two rails of each weight between samples.",
          ),
          word("chemistry", "Reactions cancel them all the time; always so with an oscillator."),
        ]),
        "host",
        "What cancels the rails of weights.",
      ),
      optional(
        "kinetics",
        words(["plain", "combinatoric"]),
        "plain",
        "The rate law of reactions with equal reactants.",
      ),
    ],
    {
      order: "lower",
      annihilate: "rails",
      learning_rate: "eta",
      rate: "eta",
      lr: "eta",
      step: "eta",
      alpha: "eta",
    },
  ),
  record(
    "simulate",
    "simulate",
    [
      optional("method", methods, "ode(rtol: 1e-8, atol: 1e-12)", "How the time course is computed."),
      required("until", duration, "until: 100", "The end of the run."),
      optional("sample", count, "200", "Number of sampling intervals."),
      optional(
        "volume",
        numeric({ minimum: 0, exclusive: true, dimension: "volume" }),
        "1",
        "The volume in which molecules are counted. A number says how many molecules one unit of concentration is; a volume with its unit, such as `1 [pL]`, holds 602.2 molecules for 1 nM.",
      ),
      optional("plot", { kind: "readouts", place: "course" }, undefined, "What is drawn over time."),
      optional("report", { kind: "readouts", place: "course" }, undefined, "What is printed at the end."),
      optional(
        "compare",
        words(["source", "lowered"]),
        undefined,
        "Runs the written equations and the reactions, and compares them.",
      ),
    ],
    { samples: "sample", time: "until", runs: "method", end: "until" },
  ),
  record("scan", "scan", [
    required(
      "vary",
      { kind: "record", record: "vary" },
      "vary { k: linspace(0, 1, 11) }",
      "Which values are varied, and over what.",
    ),
    optional("method", methods, "ode(rtol: 1e-8, atol: 1e-12)", "How each time course is computed."),
    required("until", duration, "until: 100", "The end of each run."),
    optional("sample", count, "200", "Number of sampling intervals."),
    optional(
      "volume",
      numeric({ minimum: 0, exclusive: true, dimension: "volume" }),
      "1",
      "The volume in which molecules are counted, as in `simulate`.",
    ),
    required(
      "measure",
      { kind: "readouts", place: "course" },
      "measure: max(A)",
      "What is recorded for each value.",
    ),
    optional(
      "plot",
      { kind: "readouts", place: "course" },
      undefined,
      "Time courses that are drawn as well, one curve for each value.",
    ),
  ]),
  record("vary", "vary", [], {}, "rate"),
  record(
    "train",
    "train",
    [
      required(
        "feed",
        { kind: "record", record: "feed" },
        "feed { x: [x1, x2]; y: y }",
        "Which columns feed which inputs and targets.",
      ),
      required("epochs", count, "epochs: 40", "How often all training samples are used."),
      optional("seed", seed, "1", "Seed of initial weights and of everything that has none of its own."),
      optional(
        "samples",
        variants([
          {
            name: "shuffled",
            arguments: [
              {
                name: "seed",
                minimum: 0,
                exclusive: false,
                integer: true,
                default: "seed of the training",
                meaning: "Seed of the sample order.",
              },
            ],
            meaning: "A new random order each epoch.",
          },
          word("as_given", "The order of the data."),
        ]),
        "shuffled",
        "The order of the samples.",
      ),
      optional("batch", count, "1", "Samples for each update."),
      optional(
        "metrics",
        { kind: "readouts", place: "samples" },
        "loss",
        "What is measured after each epoch.",
      ),
      optional("plot", { kind: "readouts", place: "samples" }, undefined, "What is drawn."),
      {
        ...optional(
          "rtol",
          numeric({ minimum: LEAST_RELATIVE, maximum: 0.1 }),
          "1e-6",
          "Relative tolerance of the integration, from 1e-13 to 0.1.",
        ),
        advice: relativeAdvice,
      },
      optional("atol", positive, "1e-9", "Absolute tolerance of the integration."),
      optional(
        "weights",
        { kind: "quantities" },
        undefined,
        "Hand-written networks: what is kept from sample to sample.",
      ),
      optional(
        "output",
        { kind: "expression", over: "subject" },
        undefined,
        "Hand-written networks: what is read at the end of the first phase.",
      ),
      optional(
        "target",
        { kind: "expression", over: "columns" },
        undefined,
        "Hand-written networks: what the output is compared with.",
      ),
    ],
    { order: "samples", shuffle: "samples" },
  ),
  record("feed", "feed", [], {}, "quantity"),
  record(
    "data",
    "data",
    [
      optional("seed", seed, "1", "Seed of drawn columns and of the row order."),
      optional("where", { kind: "expression", over: "columns" }, undefined, "Rows that are used."),
      optional(
        "split",
        numeric({ minimum: 0, exclusive: true }),
        undefined,
        "Training part: below 1 a fraction, else a count.",
      ),
      optional(
        "rows",
        words(["shuffled", "as_given"]),
        "shuffled",
        "Whether rows are shuffled before the split.",
      ),
      optional("scale", { kind: "scale" }, "none", "Scaling of columns by the range of the training part."),
      optional(
        "test",
        { kind: "grid" },
        undefined,
        "A grid of points on which the trained network is shown.",
      ),
      optional("train", { kind: "file" }, undefined, "The file with the training rows."),
      optional("validation", { kind: "file" }, undefined, "The file with the validation rows."),
    ],
    { shuffle: "rows", order: "rows", samples: "sample", filter: "where" },
  ),
];

/** Every record by name. */
export const records: ReadonlyMap<RecordName, RecordDescription> = new Map(
  descriptions.map((description) => [description.name, description]),
);

/** The description of a record. */
export function recordDescription(name: RecordName): RecordDescription {
  return records.get(name)!;
}

/** One setting of a record; undefined if the record has no such key. */
export function settingOf(description: RecordDescription, key: string): Setting | undefined {
  return description.settings.find((setting) => setting.key === key);
}
