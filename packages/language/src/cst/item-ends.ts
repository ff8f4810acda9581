// Where an item (statement, entry, declaration) ends, also where a brace or its separator is missing, and how the rest
// of a spoilt one is skipped.

import { EOF, tokenMatcher } from "chevrotain";
import * as t from "../tokens/token-types.js";
import { WordRepairingParser } from "./repaired-keywords.js";
import {
  type ItemLevel,
  isAtLineStart,
  isDeclarationResumePoint,
  isDeclarationStart,
  isItemEnd,
  isStatementStart,
  isStrayClosing,
} from "./resume-points.js";

/** A parser that knows where items end. */
export abstract class ItemEndingParser extends WordRepairingParser {
  /** How many more `{` than `}` the text has: tells a lost brace from a stray one. */
  braceBalance = 0;

  override reset(): void {
    super.reset();
    this.braceBalance = 0;
  }

  protected isAtItemEnd(level: ItemLevel): boolean {
    if (!isItemEnd(this.ahead, level)) return false;
    return this.LA(1).tokenType !== t.RightBrace || !this.isStrayBrace();
  }

  protected isAfterLastItem(level: ItemLevel): boolean {
    const next = this.LA(1);
    if (next.tokenType === EOF) return true;
    if (level === "declaration") return false;
    if (isDeclarationStart(this.ahead)) return true;
    if (next.tokenType === t.RightBrace) return !this.isStrayBrace();
    if (level === "statement") return this.isElseOfThenBlock();
    if (level === "column") return this.LA(2).tokenType === t.Colon;
    if (level === "assignment" && this.LA(2).tokenType === t.LeftBrace) return true;
    return isStatementStart(this.ahead) && (next.tokenType === t.Const || this.isInsideBlock());
  }

  /**
   * An item that begins no further to the right than the statement or setting that holds the block is not in it, if a `}`
   * is missing somewhere.
   */
  protected isOutdented(outerColumn: number | undefined): boolean {
    if (this.braceBalance <= 0 || outerColumn === undefined) return false;
    return isAtLineStart(this.ahead) && (this.LA(1).startColumn as number) <= outerColumn;
  }

  /** An `else` although the block before it was not closed. */
  protected isElseOfThenBlock(): boolean {
    if (this.LA(1).tokenType !== t.Else) return false;
    const parent = this.CST_STACK.at(-2);
    return parent?.name === "ifStatement" && parent.children["ElseKeyword"] === undefined;
  }

  /** An inner block that was not closed has already consumed the end of the line. */
  protected isBehindLineEnd(): boolean {
    return this.LA(0).tokenType === t.LineEnd;
  }

  protected skipToItemEnd(level: ItemLevel, mustAdvance: boolean): void {
    let parentheses = 0;
    if (mustAdvance) this.skipOne();
    while (true) {
      const type = this.LA(1).tokenType;
      const isSemicolonInside = type === t.Semicolon && parentheses > 0;
      const canResume =
        level === "declaration"
          ? isDeclarationResumePoint(this.ahead)
          : isDeclarationStart(this.ahead) || this.isAtItemEnd(level);
      if (canResume && !isSemicolonInside) return;
      if (type === t.LeftParenthesis) parentheses++;
      if (type === t.RightParenthesis) parentheses--;
      this.skipOne();
    }
  }

  /** Skips one token, or a whole `{…}` unless a `{` too many makes its end uncertain. */
  private skipOne(): void {
    let depth = 0;
    do {
      const type = this.LA(1).tokenType;
      if (type === EOF) return;
      if (type === t.LeftBrace && (this.braceBalance <= 0 || tokenMatcher(this.LA(0), t.ArrowToken))) depth++;
      else if (type === t.RightBrace) depth--;
      else if (depth > 0 && isDeclarationStart(this.ahead)) return;
      this.consumeToken();
    } while (depth > 0);
  }

  /** Behind the last token, but not before the line of the next one: unknown characters leave no token. */
  protected startOfNextItem(): number {
    const next = this.LA(1);
    if (this.LA(0).tokenType !== t.LineEnd || next.tokenType === EOF) return this.endOfPrevious() + 1;
    return next.startOffset - (next.startColumn as number) + 1;
  }

  private isStrayBrace(): boolean {
    return this.braceBalance < 0 && isStrayClosing(this.ahead);
  }

  private isInsideBlock(): boolean {
    return this.CST_STACK.some((node) => node.name === "block");
  }
}
