// Items one after another: what cannot be repaired ends its item, and the next one starts afresh.

import { type CstNode, type IToken, type ParserMethod, type TokenType, tokenMatcher } from "chevrotain";
import { retag } from "../tokens/lexer.js";
import * as t from "../tokens/token-types.js";
import { ItemEndingParser } from "./item-ends.js";
import { type ItemLevel, isAtLineStart, lacksSeparator } from "./resume-points.js";
import {
  elseWithoutIf,
  expectedDeclaration,
  expectedToken,
  oneNameOnly,
  type SyntaxProblem,
  separatorExpected,
} from "./syntax-messages.js";

/** A rule of the grammar. */
export type Rule = ParserMethod<[], CstNode>;

/** A parser that reads items and lists. */
export abstract class ItemParser extends ItemEndingParser {
  /** The column in which the current item begins, if it is the first of its line and no declaration. */
  private itemColumn: number | undefined;

  override reset(): void {
    super.reset();
    this.itemColumn = undefined;
  }

  /** Items separated by line ends or `;`, up to the `}` or the end of the file. */
  protected items(item: Rule, level: ItemLevel): void {
    if (this.RECORDING_PHASE) {
      this.MANY(() => {
        this.SUBRULE(item);
        this.OPTION9(() => {
          this.CONSUME(t.Terminator);
        });
      });
      return;
    }
    const outerIsBroken = this.itemIsBroken;
    const outerColumn = this.itemColumn;
    while (true) {
      while (tokenMatcher(this.LA(1), t.Terminator)) this.CONSUME(t.Terminator);
      this.itemStart = this.startOfNextItem();
      if (this.isAfterLastItem(level) || this.isOutdented(outerColumn)) break;
      this.itemIsBroken = false;
      this.itemColumn =
        level !== "declaration" && isAtLineStart(this.ahead) ? this.LA(1).startColumn : undefined;
      this.oneItem(item, level);
    }
    this.itemIsBroken = outerIsBroken;
    this.itemColumn = outerColumn;
  }

  /** One or more parts separated by commas; a missing comma between two parts is reported and passed over. */
  protected list(part: Rule, startsPart: (token: IToken) => boolean, separator: TokenType = t.Comma): void {
    if (this.RECORDING_PHASE) this.AT_LEAST_ONE_SEP({ SEP: separator, DEF: () => this.SUBRULE(part) });
    else this.parseList(part, startsPart, separator);
  }

  /** A second list in the same rule. */
  protected list2(part: Rule, startsPart: (token: IToken) => boolean): void {
    if (this.RECORDING_PHASE) this.AT_LEAST_ONE_SEP2({ SEP: t.Comma, DEF: () => this.SUBRULE2(part) });
    else this.parseList(part, startsPart, t.Comma);
  }

  private oneItem(item: Rule, level: ItemLevel): void {
    const start = this.currIdx;
    const node = this.SUBRULE(item);
    const isStuck = this.currIdx === start;
    if (!isStuck && lacksSeparator(this.ahead, level)) {
      this.report(separatorExpected(level, this.place()));
      if (this.LA(1).tokenType === t.Comma) this.consumeToken();
      // Away from the start of an item the lexer takes it for a name.
      if (this.LA(1).image === "sample" && this.LA(2).tokenType !== t.Colon) retag(this.LA(1), t.Sample);
      return;
    }
    if (!isStuck && (this.isAtItemEnd(level) || this.isElseOfThenBlock() || this.isBehindLineEnd())) return;
    this.report(this.problemAfterItem(level, node));
    this.skipToItemEnd(level, isStuck);
    // What was skipped belongs to the mistake: nothing is reported where the parser takes up again.
    this.lastProblemIndex = this.currIdx;
    this.endLocation(node);
  }

  private problemAfterItem(level: ItemLevel, node: CstNode): SyntaxProblem {
    const place = this.place();
    if (place.found.tokenType === t.Comma && node.children["constDeclaration"] !== undefined)
      return oneNameOnly("const", place);
    if (place.found.tokenType === t.Comma && node.children["letStatement"] !== undefined)
      return oneNameOnly("let", place);
    if (place.found.tokenType === t.Else) return elseWithoutIf(place);
    if (level === "declaration" && place.found.tokenType === t.RightBrace) return expectedDeclaration(place);
    return expectedToken("a new line", place);
  }

  private parseList(part: Rule, startsPart: (token: IToken) => boolean, separator: TokenType): void {
    this.SUBRULE(part);
    while (!this.isAtNextEntry()) {
      if (tokenMatcher(this.LA(1), separator) && this.LA(1).tokenType !== t.LineEnd) this.CONSUME(separator);
      else if (startsPart(this.LA(1))) this.report(expectedToken("`,`", this.place()));
      else return;
      this.SUBRULE(part);
    }
  }

  /** The values of a setting end where the next one begins, although no `;` stands between them. */
  private isAtNextEntry(): boolean {
    if (this.CST_STACK.at(-1)?.name !== "entry") return false;
    return lacksSeparator(this.ahead, this.CST_STACK.at(-2)?.name === "dataItem" ? "dataItem" : "entry");
  }
}
