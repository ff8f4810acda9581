// What a setting of a record can be, and short ways of writing settings down for the table in records.ts.

/** Every record that the language has; `feed`, `vary`, `grid` and `phases` nest inside others. */
export type RecordName =
  | "units"
  | "simulate"
  | "scan"
  | "learn"
  | "train"
  | "lower"
  | "data"
  | "phases"
  | "learn phases"
  | "feed"
  | "vary";

/** One named argument of a variant such as `ode(rtol: 1e-8)`. */
export interface VariantArgument {
  readonly name: string;
  readonly minimum: number;
  /** True if the value must lie above `minimum`, not on it. */
  readonly exclusive: boolean;
  /** The value must lie below this, if anything. */
  readonly below?: number;
  readonly integer: boolean;
  /** A plain number unless given. */
  readonly dimension?: "time";
  readonly default: string;
  /** What to write instead of a wrong value; shown below the message. */
  readonly advice?: string;
  readonly meaning: string;
}

/** One way of writing a setting: a word, or a word with named arguments. */
export interface Variant {
  readonly name: string;
  readonly arguments: readonly VariantArgument[];
  readonly meaning: string;
}

export type SettingType =
  /** A number known before the run. */
  | {
      readonly kind: "number";
      readonly minimum: number;
      readonly exclusive: boolean;
      readonly maximum: number | undefined;
      readonly integer: boolean;
      readonly dimension: "time" | "volume" | "none";
    }
  | { readonly kind: "boolean" }
  | { readonly kind: "variants"; readonly variants: readonly Variant[] }
  /** A word or several words out of a list. */
  | { readonly kind: "words"; readonly words: readonly string[] }
  | { readonly kind: "file" }
  /** An expression over the quantities of the network, or over the columns of the data. */
  | { readonly kind: "expression"; readonly over: "subject" | "columns" }
  /** Names of quantities of the network. */
  | { readonly kind: "quantities" }
  /** Read-outs over a time course or over samples. */
  | { readonly kind: "readouts"; readonly place: "course" | "samples" }
  /** `grid(x1: 0..1, x2: 0..1, 40)`. */
  | { readonly kind: "grid" }
  /** `minmax` or `minmax(columns)`. */
  | { readonly kind: "scale" }
  | { readonly kind: "unit"; readonly dimension: "time" | "concentration" | "volume" }
  | { readonly kind: "record"; readonly record: RecordName };

/** One setting of a record. */
export interface Setting {
  readonly key: string;
  readonly type: SettingType;
  readonly required: boolean;
  /** How the default would be written; undefined if there is none. */
  readonly default: string | undefined;
  /** What a wrong value would do, or what to write instead; shown below the message. */
  readonly advice?: string;
  /** Shown in the message if a required setting is missing. */
  readonly example: string;
  readonly meaning: string;
}

/** A record with its settings; `freeKeys` says what its keys are if they are names of the user. */
export interface RecordDescription {
  readonly name: RecordName;
  /** How the record is called in messages. */
  readonly title: string;
  readonly freeKeys: "phase" | "quantity" | "rate" | undefined;
  readonly settings: readonly Setting[];
  /** Words that people write instead of the right key. */
  readonly instead: Readonly<Record<string, string>>;
}

export function record(
  name: RecordName,
  title: string,
  settings: readonly Setting[],
  instead: Readonly<Record<string, string>> = {},
  freeKeys: RecordDescription["freeKeys"] = undefined,
): RecordDescription {
  return { name, title, freeKeys, settings, instead };
}

export function required(key: string, type: SettingType, example: string, meaning: string): Setting {
  return { key, type, required: true, default: undefined, example, meaning };
}

export function optional(
  key: string,
  type: SettingType,
  fallback: string | undefined,
  meaning: string,
): Setting {
  return { key, type, required: false, default: fallback, example: `${key}: ${fallback ?? "…"}`, meaning };
}

export function numeric(limits: Partial<SettingType & { kind: "number" }>): SettingType {
  return {
    kind: "number",
    minimum: 0,
    exclusive: false,
    maximum: undefined,
    integer: false,
    dimension: "none",
    ...limits,
  };
}

export function variants(list: readonly Variant[]): SettingType {
  return { kind: "variants", variants: list };
}

export function words(list: readonly string[]): SettingType {
  return { kind: "words", words: list };
}

export function word(name: string, meaning: string): Variant {
  return { name, arguments: [], meaning };
}
