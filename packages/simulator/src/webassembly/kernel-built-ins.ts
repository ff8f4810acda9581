// Built-in functions of the kernel language.
//
//   f64(i32|i64), i32(f64), i64(i32|f64)   conversions, signed; from f64 towards zero, saturating, not-a-number gives 0
//   f64u(i32|i64), i64u(i32)               the same with the integer taken as unsigned
//   wrap(i64): i32                         the lowest 32 bits
//   bits(f64): i64, float(i64): f64        the same 64 bits as another type
//   sqrt abs floor ceil trunc nearest      of f64; nearest rounds halves to even
//   min max copysign                       of two f64; min and max of not-a-number are not-a-number
//   clz ctz popcnt, rotl(x, distance)      of i32 or i64
//   select(a, b, condition)                a if the condition (i32) is not 0, else b; both are evaluated
//   splat(f64), lane0(v), lane1(v)         both lanes from one double; one lane of a vector
//   replace0(v, f64), replace1(v, f64)     v with another lane
//   vsqrt vabs vfloor vceil vtrunc vnearest; vmin vmax; vpmin(a, b) = b < a ? b : a, vpmax(a, b) = a < b ? b : a
//   bitselect(a, b, mask)                  the bits of a where the mask has ones, of b elsewhere
//   anytrue(mask): i32                     whether any bit is set
//   copy(to, from, bytes), fill(to, byte, bytes)   memory; statements
import type { CodeWriter, PlainInstruction } from "./code-writer.js";
import type { ValueType } from "./instructions.js";

/** One meaning of a built-in; a name may have several with different operands. */
export interface BuiltIn {
  readonly operands: readonly ValueType[];
  readonly result: ValueType | undefined;
  readonly emit: (code: CodeWriter) => void;
}

type Emission = PlainInstruction | ((code: CodeWriter) => void);

function builtIn(operands: readonly ValueType[], result: ValueType | undefined, emission: Emission): BuiltIn {
  const emit = typeof emission === "function" ? emission : (code: CodeWriter) => code[emission]();
  return { operands, result, emit };
}

const ofOne = (type: ValueType, emission: Emission): BuiltIn => builtIn([type], type, emission);
const ofTwo = (type: ValueType, emission: Emission): BuiltIn => builtIn([type, type], type, emission);
const TYPES: readonly ValueType[] = ["i32", "i64", "f64", "v128"];

const BUILT_INS: ReadonlyMap<string, readonly BuiltIn[]> = new Map(
  Object.entries({
    f64: [builtIn(["i32"], "f64", "f64ConvertI32S"), builtIn(["i64"], "f64", "f64ConvertI64S")],
    f64u: [builtIn(["i32"], "f64", "f64ConvertI32U"), builtIn(["i64"], "f64", "f64ConvertI64U")],
    i32: [builtIn(["f64"], "i32", "i32TruncSatF64S")],
    i64: [builtIn(["i32"], "i64", "i64ExtendI32S"), builtIn(["f64"], "i64", "i64TruncSatF64S")],
    i64u: [builtIn(["i32"], "i64", "i64ExtendI32U")],
    wrap: [builtIn(["i64"], "i32", "i32WrapI64")],
    bits: [builtIn(["f64"], "i64", "i64ReinterpretF64")],
    float: [builtIn(["i64"], "f64", "f64ReinterpretI64")],
    sqrt: [ofOne("f64", "f64Sqrt")],
    abs: [ofOne("f64", "f64Abs")],
    floor: [ofOne("f64", "f64Floor")],
    ceil: [ofOne("f64", "f64Ceil")],
    trunc: [ofOne("f64", "f64Trunc")],
    nearest: [ofOne("f64", "f64Nearest")],
    min: [ofTwo("f64", "f64Min")],
    max: [ofTwo("f64", "f64Max")],
    copysign: [ofTwo("f64", "f64Copysign")],
    clz: [ofOne("i32", "i32Clz"), ofOne("i64", "i64Clz")],
    ctz: [ofOne("i32", "i32Ctz"), ofOne("i64", "i64Ctz")],
    popcnt: [ofOne("i32", "i32Popcnt"), ofOne("i64", "i64Popcnt")],
    rotl: [ofTwo("i32", "i32Rotl"), ofTwo("i64", "i64Rotl")],
    select: TYPES.map((type) => builtIn([type, type, "i32"], type, "select")),
    splat: [builtIn(["f64"], "v128", "f64x2Splat")],
    lane0: [builtIn(["v128"], "f64", (code) => code.f64x2ExtractLane(0))],
    lane1: [builtIn(["v128"], "f64", (code) => code.f64x2ExtractLane(1))],
    replace0: [builtIn(["v128", "f64"], "v128", (code) => code.f64x2ReplaceLane(0))],
    replace1: [builtIn(["v128", "f64"], "v128", (code) => code.f64x2ReplaceLane(1))],
    vsqrt: [ofOne("v128", "f64x2Sqrt")],
    vabs: [ofOne("v128", "f64x2Abs")],
    vfloor: [ofOne("v128", "f64x2Floor")],
    vceil: [ofOne("v128", "f64x2Ceil")],
    vtrunc: [ofOne("v128", "f64x2Trunc")],
    vnearest: [ofOne("v128", "f64x2Nearest")],
    vmin: [ofTwo("v128", "f64x2Min")],
    vmax: [ofTwo("v128", "f64x2Max")],
    vpmin: [ofTwo("v128", "f64x2Pmin")],
    vpmax: [ofTwo("v128", "f64x2Pmax")],
    bitselect: [builtIn(["v128", "v128", "v128"], "v128", "v128Bitselect")],
    anytrue: [builtIn(["v128"], "i32", "v128AnyTrue")],
    copy: [builtIn(["i32", "i32", "i32"], undefined, (code) => code.memoryCopy())],
    fill: [builtIn(["i32", "i32", "i32"], undefined, (code) => code.memoryFill())],
  }),
);

/** The meanings of a built-in; undefined if there is none of that name. */
export function findBuiltIns(name: string): readonly BuiltIn[] | undefined {
  return BUILT_INS.get(name);
}
