// The tokens of a text, and the lexer that makes them.

import { type IToken, Lexer, type TokenType } from "chevrotain";

/**
 * A token; offsets and ends are inclusive and columns count from 1, as in Chevrotain.
 *
 * Chevrotain's own tokens look the same, but its end-of-file token has NaN for all positions, and engines keep the numbers
 * of objects that are made alike in the same way: each position would be a floating-point number of its own on the heap, and
 * so would every range in the tree that is copied from it.
 */
export class SourceToken implements IToken {
  image: string;
  startOffset: number;
  endOffset: number;
  startLine: number;
  endLine: number;
  startColumn: number;
  endColumn: number;
  tokenTypeIdx: number;
  tokenType: TokenType;
  /** True if the text lacks this token: the parser made it to go on. */
  declare isInsertedInRecovery?: boolean;

  /** The token of `image`, which has no line end in it. */
  constructor(type: TokenType, image: string, startOffset: number, startLine: number, startColumn: number) {
    this.image = image;
    this.startOffset = startOffset;
    this.endOffset = startOffset + image.length - 1;
    this.startLine = startLine;
    this.endLine = startLine;
    this.startColumn = startColumn;
    this.endColumn = startColumn + image.length - 1;
    this.tokenTypeIdx = type.tokenTypeIdx as number;
    this.tokenType = type;
  }
}

/** A token without text directly behind another one. */
export function emptyTokenBehind(type: TokenType, previous: IToken): SourceToken {
  const { endOffset, endLine, endColumn } = previous as Required<IToken>;
  return new SourceToken(type, "", endOffset + 1, endLine, endColumn + 1);
}

/** Chevrotain's lexer with tokens of this class; it tracks lines and columns. */
export class SourceLexer extends Lexer {
  // Chevrotain calls this for each token; its type declarations leave it out.
  protected createFullToken(
    image: string,
    startOffset: number,
    _tokenTypeIndex: number,
    type: TokenType,
    startLine: number,
    startColumn: number,
  ): SourceToken {
    return new SourceToken(type, image, startOffset, startLine, startColumn);
  }
}
