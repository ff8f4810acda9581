// Units of a document: which base units the numbers are in, and a unit definition for every dimension that is used.

import {
  type BaseDimension,
  type Dimension,
  describeDimension,
  dimensionOf,
  type ExactScale,
  isDimensionless,
  unitOfSymbol,
} from "@ncrn/language";
import type { ReactionNetwork } from "../network/reaction-network.js";
import type { SbmlProfile } from "./sbml-model.js";

/** One factor of an SBML unit definition: (multiplier · 10^scale · kind)^exponent. */
export interface UnitFactor {
  readonly kind: "mole" | "item" | "litre" | "second";
  readonly exponent: number;
  readonly scale: number;
  readonly multiplier: number;
}

/** The base units of a document; undefined: numbers of this kind have no unit. */
export interface UnitSystem {
  readonly factors: Readonly<Record<BaseDimension, readonly UnitFactor[] | undefined>>;
  readonly symbols: Readonly<Record<BaseDimension, string>>;
}

/** Numbers without any unit: consistent whatever the expressions do. */
export const pureNumbers: UnitSystem = {
  factors: { time: undefined, concentration: undefined, volume: undefined },
  symbols: { time: "time", concentration: "concentration", volume: "volume" },
};

/**
 * The units that the source names. Concentrations are moles a litre, or molecules in the `ssa` profile; a compartment has
 * a volume only if there are concentrations.
 */
export function unitSystemOf({ units }: ReactionNetwork, profile: SbmlProfile): UnitSystem {
  const concentration = scaleOf(units.concentration, dimensionOf({ concentration: 1 }));
  const time = scaleOf(units.time, dimensionOf({ time: 1 }));
  const volume = scaleOf(units.volume, dimensionOf({ volume: 1 })) ?? { scale: 0, multiplier: 1 };
  const litres: UnitFactor = { kind: "litre", exponent: 1, ...volume };
  const moles = concentration && product(concentration, volume);
  return {
    factors: {
      time: time && [{ kind: "second", exponent: 1, ...time }],
      concentration:
        profile === "ssa"
          ? [{ kind: "item", exponent: 1, scale: 0, multiplier: 1 }]
          : moles && [
              { kind: "mole", exponent: 1, ...moles },
              { ...litres, exponent: -1 },
            ],
      volume: profile === "ode" && concentration !== undefined ? [litres] : undefined,
    },
    symbols: {
      time: units.time ?? "time",
      concentration: profile === "ssa" ? "molecule" : (units.concentration ?? "concentration"),
      volume: units.volume ?? "L",
    },
  };
}

type Scale = Pick<UnitFactor, "scale" | "multiplier">;

function scaleOf(symbol: string | undefined, dimension: Dimension): Scale | undefined {
  const unit = symbol === undefined ? undefined : unitOfSymbol(symbol);
  if (unit === undefined || describe(unit.dimension) !== describe(dimension)) return undefined;
  return (
    powerOfTen(unit.scale) ?? {
      scale: 0,
      multiplier: Number(unit.scale.numerator) / Number(unit.scale.denominator),
    }
  );
}

function powerOfTen({ numerator, denominator }: ExactScale): Scale | undefined {
  const [above, below] = [numerator.toString(), denominator.toString()];
  if (!/^10*$/.test(above) || !/^10*$/.test(below)) return undefined;
  return { scale: above.length - below.length, multiplier: 1 };
}

function product(first: Scale, second: Scale): Scale {
  return { scale: first.scale + second.scale, multiplier: first.multiplier * second.multiplier };
}

/** Unit ids for dimensions, collected while a document is written. */
export interface UnitDefinitions {
  readonly idOf: (dimension: Dimension) => string;
  /** In the order of first use. */
  readonly list: () => readonly {
    readonly id: string;
    readonly name: string;
    readonly factors: readonly UnitFactor[];
  }[];
}

export function createUnitDefinitions(system: UnitSystem): UnitDefinitions {
  const used = new Map<string, { id: string; name: string; factors: readonly UnitFactor[] }>();
  return {
    idOf: (dimension) => {
      const factors = factorsOf(dimension, system);
      if (factors.length === 0) return "dimensionless";
      const id = unitId(dimension, system);
      if (!used.has(id)) used.set(id, { id, name: describeDimension(dimension, system.symbols), factors });
      return id;
    },
    list: () => [...used.values()],
  };
}

const bases: readonly BaseDimension[] = ["concentration", "time", "volume"];

/** The dimension without the parts that have no unit in this system. */
export function inSystem(dimension: Dimension, system: UnitSystem): Dimension {
  if (dimension.kind !== "known") return dimensionOf({});
  const none = { numerator: 0, denominator: 1 };
  const part = (base: BaseDimension) =>
    system.factors[base] === undefined ? none : dimension.exponents[base];
  return {
    kind: "known",
    exponents: { time: part("time"), concentration: part("concentration"), volume: part("volume") },
  };
}

/** An amount is concentration · volume; molecules are both at once, so litres cancel. */
function factorsOf(dimension: Dimension, system: UnitSystem): readonly UnitFactor[] {
  if (dimension.kind !== "known" || isDimensionless(dimension)) return [];
  const powers = new Map<string, UnitFactor>();
  for (const base of bases) {
    const { numerator, denominator } = dimension.exponents[base];
    for (const factor of system.factors[base] ?? []) {
      const exponent = factor.exponent * (numerator / denominator) + (powers.get(factor.kind)?.exponent ?? 0);
      powers.set(factor.kind, { ...factor, exponent });
    }
  }
  return [...powers.values()].filter(({ exponent }) => exponent !== 0);
}

/** `concentration_per_time`, `per_concentration2_per_time`. */
function unitId(dimension: Dimension, system: UnitSystem): string {
  const projected = inSystem(dimension, system);
  if (projected.kind !== "known") return "dimensionless";
  const { exponents } = projected;
  const isAmount = exponents.volume.numerator === 1 && exponents.concentration.numerator === 1;
  const words = bases.flatMap((base) => {
    const { numerator, denominator } = exponents[base];
    if (numerator === 0 || (isAmount && base === "volume")) return [];
    const size = `${Math.abs(numerator) === 1 && denominator === 1 ? "" : Math.abs(numerator)}${denominator === 1 ? "" : `over${denominator}`}`;
    const word = base === "concentration" && (isAmount || isCounted(system)) ? "substance" : base;
    return [`${numerator < 0 ? "per_" : ""}${word}${size}`];
  });
  return words.sort((a, b) => Number(a.startsWith("per_")) - Number(b.startsWith("per_"))).join("_");
}

/** COPASI recognises counts by a unit definition named `substance` of one `item`. */
function isCounted({ factors }: UnitSystem): boolean {
  return factors.concentration?.[0]?.kind === "item";
}

function describe(dimension: Dimension): string {
  return describeDimension(dimension, { time: "t", concentration: "c", volume: "v" });
}
