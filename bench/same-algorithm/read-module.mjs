// The binary format of WebAssembly, as far as the simulator's modules use it: one imported memory, no globals, no data.

const VALUE_TYPES = new Map([
  [0x7f, "i"],
  [0x7e, "l"],
  [0x7c, "d"],
  [0x7b, "v"],
]);
const FUNCTION_KIND = 0;
const MEMORY_KIND = 2;

export function createReader(bytes, start = 0) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let position = start;
  const unsigned = () => Number(BigInt.asUintN(32, signed()));
  const signed = () => {
    let result = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = bytes[position++];
      result |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return byte & 0x40 ? result - (1n << (shift + 7n)) : result;
    }
  };
  const index = () => {
    let result = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[position++];
      result += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return result;
    }
  };
  return {
    byte: () => bytes[position++],
    index,
    signed,
    unsigned,
    double: () => {
      position += 8;
      return view.getFloat64(position - 8, true);
    },
    /** Bits of eight bytes, for constants that have to keep them. */
    bits: () => {
      position += 8;
      return view.getBigUint64(position - 8, true);
    },
    text: () => {
      const length = index();
      position += length;
      return new TextDecoder().decode(bytes.subarray(position - length, position));
    },
    list: (read) => Array.from({ length: index() }, read),
    position: () => position,
    moveTo: (place) => {
      position = place;
    },
  };
}

export function valueType(code) {
  const type = VALUE_TYPES.get(code);
  if (type === undefined) throw new Error(`Value type ${code} is not translated`);
  return type;
}

/** Signatures, functions with the place of their code, exports by name, and the table of functions. */
export function readModule(bytes) {
  const reader = createReader(bytes, 8);
  const module = { signatures: [], functions: [], exports: new Map(), table: [] };
  while (reader.position() < bytes.length) {
    const id = reader.byte();
    const length = reader.index();
    const end = reader.position() + length;
    readSection(id, { reader, module });
    reader.moveTo(end);
  }
  return module;
}

function readSection(id, { reader, module }) {
  const types = () => reader.list(() => valueType(reader.byte()));
  switch (id) {
    case 1:
      module.signatures = reader.list(() => {
        reader.byte();
        return { parameters: types(), results: types() };
      });
      break;
    case 2:
      reader.list(() => {
        reader.text();
        reader.text();
        if (reader.byte() !== MEMORY_KIND) throw new Error("Only an imported memory is translated");
        const hasMaximum = reader.byte() & 1;
        reader.index();
        if (hasMaximum) reader.index();
      });
      break;
    case 3:
      module.functions = reader.list(() => ({ signature: module.signatures[reader.index()] }));
      break;
    case 7:
      reader.list(() => {
        const name = reader.text();
        const kind = reader.byte();
        const index = reader.index();
        if (kind === FUNCTION_KIND) module.exports.set(name, index);
      });
      break;
    case 9:
      readElements({ reader, module });
      break;
    case 10:
      readBodies({ reader, module });
      break;
    default:
  }
}

function readElements({ reader, module }) {
  reader.list(() => {
    if (reader.index() !== 0) throw new Error("Only plain tables are translated");
    reader.byte();
    const offset = Number(reader.signed());
    reader.byte();
    for (const [index, fn] of reader.list(() => reader.index()).entries()) module.table[offset + index] = fn;
  });
}

function readBodies({ reader, module }) {
  let index = 0;
  reader.list(() => {
    const length = reader.index();
    const end = reader.position() + length;
    const groups = reader.list(() => ({ count: reader.index(), type: valueType(reader.byte()) }));
    const locals = groups.flatMap(({ count, type }) => new Array(count).fill(type));
    Object.assign(module.functions[index++], { locals, start: reader.position(), end });
    reader.moveTo(end);
  });
}
