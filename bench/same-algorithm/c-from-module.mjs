// A WebAssembly module → C, instruction by instruction: stack slots and locals become variables, which a C compiler keeps
// in registers as it likes; the memory is one static array.
import { LOADS, PLAIN_OPERATORS, SATURATING_OPERATORS, STORES, VECTOR_OPERATORS } from "./c-operators.mjs";
import { createReader, readModule, valueType } from "./read-module.mjs";

const C_TYPES = { i: "uint32_t", l: "uint64_t", d: "double", v: "v128" };
const PAGE = 65_536;

const PRELUDE = `#include <math.h>
#include <stdint.h>
#include <string.h>
typedef double v128 __attribute__((vector_size(16)));
typedef double v128_in_memory __attribute__((vector_size(16), aligned(8), may_alias));
typedef int64_t v2l __attribute__((vector_size(16)));
typedef uint8_t v16 __attribute__((vector_size(16)));
typedef uint64_t any64 __attribute__((may_alias));
static inline double least(double a, double b) { return a != a || b != b ? NAN : a < b ? a : b; }
static inline double greatest(double a, double b) { return a != a || b != b ? NAN : a > b ? a : b; }
static inline uint64_t bits_of(double a) { uint64_t bits; memcpy(&bits, &a, 8); return bits; }
static inline double number_of(uint64_t bits) { double a; memcpy(&a, &bits, 8); return a; }
static inline v128 chosen(v2l mask, v128 a, v128 b) { return (v128)((mask & (v2l)a) | (~mask & (v2l)b)); }
`;

/** C text with the function \`entry\` for one of the exports. */
export function cFromModule(bytes, { pages, entry }) {
  const module = readModule(bytes);
  const bodies = module.functions.map((_, index) => functionText(bytes, { module, index }));
  const table = `static void *const table[] = {${Array.from(module.table, (fn) => (fn === undefined ? "0" : `f${fn}`)).join(", ") || "0"}};`;
  const prototypes = module.functions.map(({ signature }, index) => `${headOf(signature, index)};`);
  return [
    PRELUDE,
    `static uint8_t memory[${pages * PAGE}] __attribute__((aligned(64)));`,
    ...prototypes,
    table,
    ...bodies,
    `#define ENTRY f${module.exports.get(entry)}`,
    "",
  ].join("\n");
}

function headOf({ parameters, results }, index) {
  const list = parameters.map((type, at) => `${C_TYPES[type]} local${at}`).join(", ");
  return `static ${results.length === 0 ? "void" : C_TYPES[results[0]]} f${index}(${list || "void"})`;
}

function functionText(bytes, { module, index }) {
  const { signature, locals, start, end } = module.functions[index];
  const translation = createTranslation(module, { signature, locals });
  const reader = createReader(bytes, start);
  while (reader.position() < end) translation.instruction(reader.byte(), reader);
  const declared = locals.map(
    (type, at) => `${C_TYPES[type]} local${signature.parameters.length + at} = {0};`,
  );
  const slots = [...translation.slots].sort().map((name) => `${C_TYPES[name[0]]} ${name};`);
  return `${headOf(signature, index)} {\n${[...declared, ...slots, ...translation.lines].join("\n")}\n}`;
}

/** State of the translation of one function. A slot is named by the type and height of its value. */
function createTranslation(module, { signature, locals }) {
  const types = [...signature.parameters, ...locals];
  const lines = [];
  const slots = new Set();
  const stack = [];
  const controls = [{ kind: "function", height: 0, result: signature.results[0], label: "end" }];
  let labels = 0;
  let dead = 0;

  const emit = (line) => lines.push(line);
  const push = (type) => {
    const name = `${type}${stack.length}`;
    slots.add(name);
    stack.push(name);
    return name;
  };
  const pop = () => stack.pop();
  const apply = ({ from, to, text }) => {
    const operands = from.map(pop).reverse();
    const replaced = text.replace(/\b[abc]\b/g, (letter) => operands[letter.charCodeAt(0) - 97]);
    emit(`${push(to)} = ${replaced};`);
  };
  const jump = (depth) => {
    const target = controls.at(-1 - depth);
    if (target.kind === "function")
      return target.result === undefined ? "return;" : `return ${stack.at(-1)};`;
    const move =
      target.kind === "loop" ||
      target.result === undefined ||
      stack.at(-1) === `${target.result}${target.height}`
        ? ""
        : `${target.result}${target.height} = ${stack.at(-1)}; `;
    if (move !== "") slots.add(`${target.result}${target.height}`);
    return `{ ${move}goto ${target.label}; }`;
  };
  const open = (kind, reader) => {
    const code = reader.byte();
    const result = code === 0x40 ? undefined : valueType(code);
    const condition = kind === "if" ? pop() : "";
    const label = `L${labels++}`;
    if (kind === "if") emit(`if (${condition}) {`);
    if (kind === "loop") emit(`${label}:;`);
    controls.push({ kind, height: stack.length, result, label });
  };
  const otherwise = () => {
    const control = controls.at(-1);
    emit("} else {");
    stack.length = control.height;
  };
  const close = () => {
    const { kind, height, result, label } = controls.pop();
    if (kind === "function") {
      if (result !== undefined && stack.length > 0) emit(`return ${stack.at(-1)};`);
      return;
    }
    if (kind === "if") emit("}");
    if (kind !== "loop") emit(`${label}:;`);
    stack.length = height;
    if (result !== undefined) push(result);
  };
  const call = ({ parameters, results }, callee) => {
    const operands = parameters.map(pop).reverse().join(", ");
    emit(`${results.length === 0 ? "" : `${push(results[0])} = `}${callee}(${operands});`);
  };
  const callIndirect = (reader) => {
    const callee = module.signatures[reader.index()];
    reader.index();
    const selector = pop();
    const type = `${callee.results.length === 0 ? "void" : C_TYPES[callee.results[0]]} (*)(${callee.parameters.map((t) => C_TYPES[t]).join(", ") || "void"})`;
    call(callee, `((${type})table[${selector}])`);
  };
  const address = (reader) => {
    reader.index();
    const offset = reader.index();
    return (base) => `memory + ${offset} + ${base}`;
  };
  const load = ({ to, c }, reader) => {
    const place = address(reader)(pop());
    emit(`${push(to)} = *(${c} *)(${place});`);
  };
  const store = ({ c }, reader) => {
    const place = address(reader);
    const value = pop();
    emit(`*(${c} *)(${place(pop())}) = ${value};`);
  };
  const vector = (reader) => {
    const code = reader.index();
    if (code === 0) return load({ to: "v", c: "v128_in_memory" }, reader);
    if (code === 11) return store({ c: "v128_in_memory" }, reader);
    if (code === 10) {
      const place = address(reader)(pop());
      return emit(`{ double both = *(double *)(${place}); ${push("v")} = (v128){both, both}; }`);
    }
    if (code === 12) return emit(`${push("v")} = (v128)(v2l){${reader.bits()}ull, ${reader.bits()}ull};`);
    if (code === 13) {
      const order = Array.from({ length: 16 }, () => reader.byte());
      const second = pop();
      const first = pop();
      return emit(
        `${push("v")} = (v128)__builtin_shuffle((v16)${first}, (v16)${second}, (v16){${order.join(", ")}});`,
      );
    }
    if (code === 33) {
      const lane = reader.byte();
      const value = pop();
      return emit(`${push("d")} = ${value}[${lane}];`);
    }
    if (code === 34) {
      const lane = reader.byte();
      const value = pop();
      return emit(`${stack.at(-1)}[${lane}] = ${value};`);
    }
    if (code === 87) {
      const placeOf = address(reader);
      const lane = reader.byte();
      const vector = pop();
      const place = placeOf(pop());
      return emit(
        `{ v128 loaded = ${vector}; loaded[${lane}] = *(double *)(${place}); ${push("v")} = loaded; }`,
      );
    }
    const operator = VECTOR_OPERATORS.get(code);
    if (operator === undefined) throw new Error(`Vector instruction ${code} is not translated`);
    return apply(operator);
  };
  const bulk = (reader) => {
    const code = reader.index();
    if (SATURATING_OPERATORS.has(code)) return apply(SATURATING_OPERATORS.get(code));
    if (code !== 10 && code !== 11) throw new Error(`Instruction 0xfc ${code} is not translated`);
    reader.index();
    if (code === 10) reader.index();
    const [length, value, target] = [pop(), pop(), pop()];
    return emit(
      code === 10
        ? `memmove(memory + ${target}, memory + ${value}, ${length});`
        : `memset(memory + ${target}, ${value}, ${length});`,
    );
  };
  const conditional = () => {
    const condition = pop();
    const other = pop();
    const type = stack.at(-1)[0];
    const first = pop();
    emit(`${push(type)} = ${condition} ? ${first} : ${other};`);
  };
  const branchTable = (reader) => {
    const targets = reader.list(() => reader.index());
    const fallback = reader.index();
    const selector = pop();
    emit(
      `switch (${selector}) { ${targets.map((depth, at) => `case ${at}: ${jump(depth)}`).join(" ")} default: ${jump(fallback)} }`,
    );
  };

  /** Code that is never reached is read and left out; its blocks are counted. */
  const skip = (code, reader) => {
    if (code === 0x02 || code === 0x03 || code === 0x04) {
      dead++;
      reader.byte();
    } else if (code === 0x0b && --dead === 0) close();
    else if (code === 0x05 && dead === 1) {
      dead = 0;
      otherwise();
    } else if (code !== 0x05 && code !== 0x0b) skipOperands(code, reader);
  };

  const instruction = (code, reader) => {
    if (dead > 0) return skip(code, reader);
    switch (code) {
      case 0x00:
        emit("__builtin_trap();");
        dead = 1;
        return;
      case 0x01:
        return;
      case 0x02:
        return open("block", reader);
      case 0x03:
        return open("loop", reader);
      case 0x04:
        return open("if", reader);
      case 0x05:
        return otherwise();
      case 0x0b:
        return close();
      case 0x0c:
        emit(jump(reader.index()));
        dead = 1;
        return;
      case 0x0d: {
        const depth = reader.index();
        const condition = pop();
        emit(`if (${condition}) ${jump(depth)}`);
        return;
      }
      case 0x0e:
        branchTable(reader);
        dead = 1;
        return;
      case 0x0f:
        emit(signature.results.length === 0 ? "return;" : `return ${stack.at(-1)};`);
        dead = 1;
        return;
      case 0x10: {
        const index = reader.index();
        return call(module.functions[index].signature, `f${index}`);
      }
      case 0x11:
        return callIndirect(reader);
      case 0x1a:
        pop();
        return;
      case 0x1b:
        return conditional();
      case 0x20: {
        const local = reader.index();
        emit(`${push(types[local])} = local${local};`);
        return;
      }
      case 0x21:
        emit(`local${reader.index()} = ${pop()};`);
        return;
      case 0x22:
        emit(`local${reader.index()} = ${stack.at(-1)};`);
        return;
      case 0x41:
        emit(`${push("i")} = ${reader.unsigned()}u;`);
        return;
      case 0x42:
        emit(`${push("l")} = ${BigInt.asUintN(64, reader.signed())}ull;`);
        return;
      case 0x44:
        emit(`${push("d")} = ${doubleText(reader)};`);
        return;
      case 0xfc:
        return bulk(reader);
      case 0xfd:
        return vector(reader);
      default:
    }
    if (LOADS.has(code)) return load(LOADS.get(code), reader);
    if (STORES.has(code)) return store(STORES.get(code), reader);
    const operator = PLAIN_OPERATORS.get(code);
    if (operator === undefined) throw new Error(`Instruction ${code} is not translated`);
    return apply(operator);
  };
  return { instruction, lines, slots };
}

function doubleText(reader) {
  const value = reader.double();
  if (Number.isNaN(value)) return "NAN";
  if (!Number.isFinite(value)) return value > 0 ? "INFINITY" : "-INFINITY";
  const text = Object.is(value, -0) ? "-0.0" : String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

function skipOperands(code, reader) {
  if ([0x0c, 0x0d, 0x10, 0x20, 0x21, 0x22].includes(code)) reader.index();
  else if (code === 0x0e) {
    reader.list(() => reader.index());
    reader.index();
  } else if (code === 0x11 || LOADS.has(code) || STORES.has(code)) {
    reader.index();
    reader.index();
  } else if (code === 0x41 || code === 0x42) reader.signed();
  else if (code === 0x44) reader.bits();
  else if (code === 0xfc || code === 0xfd) throw new Error("Unreachable vector code is not translated");
}
