// A small notation for test programs, so that a test shows the network and not the data structure:
//   species:   "A = 10", "[E] = 1" (clamped)
//   reactions: "2 A + B ->{k} C", mass action with a number or a parameter; "A -> B: k * A / (K + A)" with a law in
//              reverse Polish notation ("k A * K A + /"); a trailing "@ name" restricts the reaction to a phase.
import {
  type Code,
  type Instruction,
  Opcode,
  type OpcodeName,
  type Program,
  type ProgramEvent,
} from "../src/bytecode/bytecode-format.js";

export interface ProgramLines {
  readonly parameters?: Readonly<Record<string, number>>;
  readonly species: readonly string[];
  readonly reactions?: readonly string[];
  readonly phases?: Readonly<Record<string, number>>;
  /** "at 1: A = A 2 *", "every 5: …", "every 5 from 2: …", "when A 1 <: A = 10; B = 0" */
  readonly events?: readonly string[];
  readonly observables?: Readonly<Record<string, string>>;
}

const symbols: Readonly<Record<string, OpcodeName>> = {
  "+": "add",
  "-": "subtract",
  "*": "multiply",
  "/": "divide",
  "^": "power",
  "%": "remainder",
  "<": "less",
  "<=": "lessEqual",
  ">": "greater",
  ">=": "greaterEqual",
  "==": "equal",
  "!=": "notEqual",
  "&&": "and",
  "||": "or",
  "!": "not",
  "?": "select",
};

export function programFromLines(lines: ProgramLines): Program {
  const parameters = Object.entries(lines.parameters ?? {}).map(([name, value]) => ({ name, value }));
  const phases = Object.entries(lines.phases ?? {}).map(([name, duration]) => ({ name, duration }));
  const species = lines.species.map((line) => {
    const [, bracket, name, initial] = /^(\[?)(\w+)\]?(?:\s*=\s*(\S+))?$/.exec(line)!;
    return { name: name!, initial: Number(initial ?? 0), clamped: bracket === "[" };
  });
  const code = (text: string): Code => codeFromText(text, species, parameters);
  return {
    name: "test",
    parameters,
    species,
    reactions: (lines.reactions ?? []).map((line, index) => {
      const [, left, rate, right, law, phase] = /^(.*?)->(?:\{(.*?)\})?([^:@]*)(?::([^@]*))?(?:@(.*))?$/.exec(
        line,
      )!;
      const side = (text: string) =>
        text
          .split("+")
          .map((part) => part.trim())
          .filter((part) => part !== "" && part !== "0")
          .map((part) => {
            const [, coefficient, name] = /^(\d*)\s*(\w+)$/.exec(part)!;
            return { species: indexOf(species, name!), coefficient: Number(coefficient || 1) };
          });
      return {
        name: `r${index + 1}`,
        reactants: side(left!),
        products: side(right!),
        rate:
          law === undefined ? { kind: "mass-action", code: code(rate!) } : { kind: "law", code: code(law) },
        phases:
          phase === undefined
            ? []
            : phase
                .trim()
                .split(" ")
                .map((name) => indexOf(phases, name)),
      };
    }),
    events: (lines.events ?? []).map((line, index): ProgramEvent => {
      const [, kind, condition, assignments] = /^(\w+) ([^:]*):(.*)$/.exec(line)!;
      return {
        name: `e${index + 1}`,
        trigger:
          kind === "at"
            ? { kind, time: Number(condition) }
            : kind === "every"
              ? everyTrigger(condition!)
              : { kind: "when", condition: code(condition!) },
        assignments: (assignments!.trim() === "" ? [] : assignments!.split(";")).map((assignment) => {
          const [name, value] = assignment.split("=", 2).map((part) => part.trim());
          const isSpecies = species.some((candidate) => candidate.name === name);
          return {
            target: isSpecies
              ? { kind: "species", index: indexOf(species, name!) }
              : { kind: "parameter", index: indexOf(parameters, name!) },
            value: code(value!),
          };
        }),
      };
    }),
    phases,
    observables: Object.entries(lines.observables ?? {}).map(([name, text]) => ({ name, code: code(text) })),
  };
}

/** "5", or "5 from 2". */
function everyTrigger(text: string): Extract<ProgramEvent["trigger"], { kind: "every" }> {
  const [period, first] = text.split("from").map(Number);
  return { kind: "every", period: period!, ...(first === undefined ? {} : { first }) };
}

function codeFromText(
  text: string,
  species: readonly { readonly name: string }[],
  parameters: readonly { readonly name: string }[],
): Code {
  return text
    .trim()
    .split(/\s+/)
    .map((word): Instruction => {
      const opcode = symbols[word] ?? (word in Opcode ? (word as OpcodeName) : undefined);
      if (opcode !== undefined) return { opcode: Opcode[opcode], operand: 0 };
      if (!Number.isNaN(Number(word))) return { opcode: Opcode.number, operand: Number(word) };
      const index = species.findIndex(({ name }) => name === word);
      if (index >= 0) return { opcode: Opcode.species, operand: index };
      return { opcode: Opcode.parameter, operand: indexOf(parameters, word) };
    });
}

function indexOf(list: readonly { readonly name: string }[], name: string): number {
  const index = list.findIndex((candidate) => candidate.name === name);
  if (index < 0) throw new Error(`The test names ${name}, which is not declared.`);
  return index;
}
