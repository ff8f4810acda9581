import type { InternalError } from "../internal-error.js";
import type { ValueType } from "./instructions.js";
import { kernelError } from "./kernel-error.js";
import { type KernelToken, kernelTokens } from "./kernel-tokens.js";

/** The tokens of a kernel text, read one after the other. */
export interface KernelTokenStream {
  readonly text: string;
  /** The token `ahead` places after the next one. */
  peek(ahead?: number): KernelToken;
  next(): KernelToken;
  /** Whether the token there is this symbol or word. */
  isAt(text: string, ahead?: number): boolean;
  /** Reads the symbol or word if it comes next. */
  accept(text: string): boolean;
  expect(text: string): void;
  expectName(): KernelToken;
  expectType(): ValueType;
  error(token: KernelToken, message: string): InternalError;
}

export function createKernelTokenStream(text: string): KernelTokenStream {
  const tokens = kernelTokens(text);
  const last = tokens.length - 1;
  let position = 0;
  const peek = (ahead = 0): KernelToken => tokens[Math.min(position + ahead, last)]!;
  const next = (): KernelToken => {
    const token = peek();
    position++;
    return token;
  };
  const isAt = (word: string, ahead = 0): boolean => peek(ahead).text === word;
  const accept = (word: string): boolean => {
    const found = isAt(word);
    if (found) position++;
    return found;
  };
  const error = (token: KernelToken, message: string): InternalError =>
    kernelError(text, token.offset, message);
  const unexpected = (wanted: string): InternalError =>
    error(peek(), `expected ${wanted}, found ${peek().text === "" ? "the end" : peek().text}`);
  return {
    text,
    peek,
    next,
    isAt,
    accept,
    error,
    expect(word) {
      if (!accept(word)) throw unexpected(word);
    },
    expectName() {
      if (peek().kind !== "name") throw unexpected("a name");
      return next();
    },
    expectType() {
      if (!isValueType(peek().text)) throw unexpected("a type");
      return next().text as ValueType;
    },
  };
}

function isValueType(text: string): text is ValueType {
  return text === "i32" || text === "i64" || text === "f64" || text === "v128";
}
