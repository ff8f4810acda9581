import { kernelError } from "./kernel-error.js";

/** A word of a kernel text; `text` of the last token, of kind "end", is empty. */
export interface KernelToken {
  readonly kind: "number" | "name" | "symbol" | "end";
  readonly text: string;
  readonly offset: number;
}

const BLANK = /(?:\s+|\/\/[^\n]*)*/y;
const NUMBER = /(?:0[xX][0-9a-fA-F]+L?|\d+(?:\.\d+(?:[eE][-+]?\d+)?|[eE][-+]?\d+|L)?)(?![\w.])/y;
const NAME = /[A-Za-z_]\w*/y;
/** `/u` is an operator only before an operand, so that `a/u` still divides by u. */
const SYMBOL = /[/%]u(?=\s+\w|\s*\()|>>>|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%<>=!&|^(){}[\],;:]/y;

/**
 * The tokens of a kernel text, the last one of kind "end".
 * @throws InternalError where no token starts
 */
export function kernelTokens(text: string): KernelToken[] {
  const tokens: KernelToken[] = [];
  let offset = match(BLANK, text, 0).length;
  while (offset < text.length) {
    const token = tokenAt(text, offset);
    tokens.push(token);
    offset += token.text.length;
    offset += match(BLANK, text, offset).length;
  }
  tokens.push({ kind: "end", text: "", offset: text.length });
  return tokens;
}

function tokenAt(text: string, offset: number): KernelToken {
  const number = match(NUMBER, text, offset);
  if (number !== "") return { kind: "number", text: number, offset };
  const name = match(NAME, text, offset);
  if (name !== "") return { kind: "name", text: name, offset };
  const symbol = match(SYMBOL, text, offset);
  if (symbol !== "") return { kind: "symbol", text: symbol, offset };
  throw kernelError(text, offset, `no word starts with ${JSON.stringify(text[offset])}`);
}

function match(pattern: RegExp, text: string, offset: number): string {
  pattern.lastIndex = offset;
  return pattern.exec(text)?.[0] ?? "";
}
