// Words that are missing, misspelt or taken: a keyword is invented, corrected, or read as a name.

import type { TokenType } from "chevrotain";
import { retag } from "../tokens/lexer.js";
import * as t from "../tokens/token-types.js";
import { definitionOperatorAt, lostDeclarationKeyword, lostStatementKeyword } from "./lost-keywords.js";
import { meantKeyword, readAsKeyword } from "./misspelt-keywords.js";
import { ReportingParser } from "./reported-mistakes.js";
import { isKeywordMeantAsName } from "./resume-points.js";
import {
  arrowExpected,
  describeExpected,
  expectedToken,
  missingKeyword,
  misspeltKeyword,
  reservedName,
} from "./syntax-messages.js";

/** A parser that takes words for what they are meant to be. */
export abstract class WordRepairingParser extends ReportingParser {
  /** The keyword to invent next: what the grammar consumes may be a category of them. */
  protected lostKeyword: TokenType | undefined;

  override reset(): void {
    super.reset();
    this.lostKeyword = undefined;
  }

  /** A keyword that can only be meant as a name becomes one, with a diagnostic. */
  protected readKeywordAsName(): void {
    const { tokenType } = this.LA(1);
    if (tokenType !== t.True && tokenType !== t.False && isKeywordMeantAsName(this.ahead))
      this.renameKeyword();
  }

  /** A word that can only be meant as a keyword becomes that keyword, with a diagnostic. */
  protected readMisspeltKeyword(level: "declaration" | "statement"): void {
    const keyword = meantKeyword(this.ahead, level);
    if (keyword === undefined) return;
    this.report(misspeltKeyword(level, this.LA(1), keyword));
    readAsKeyword(this.ahead, keyword);
  }

  /** The keyword that is missing before the next item; it is reported, and invented where it is consumed. */
  protected readLostKeyword(level: "declaration" | "statement"): TokenType | undefined {
    const keyword =
      level === "declaration" ? lostDeclarationKeyword(this.ahead) : lostStatementKeyword(this.ahead);
    if (keyword !== undefined) this.reportLostKeyword(keyword);
    return keyword;
  }

  protected reportLostKeyword(keyword: TokenType): void {
    const operator = keyword === t.Species ? definitionOperatorAt(this.ahead) : undefined;
    this.report(
      operator === undefined
        ? missingKeyword(keyword, this.place())
        : arrowExpected({ found: this.LA(operator), previous: this.LA(operator - 1) }),
    );
    // Away from its keyword the lexer takes it for a name.
    if (keyword === t.Train) retag(this.LA(2), t.On);
    this.lostKeyword = keyword;
  }

  /** A name that is missing although a word stands there that could be one. */
  protected inventName(label: string): void {
    this.report(expectedToken(describeExpected(t.Identifier), this.place()));
    this.cstPostTerminal(label, this.inventToken(t.Identifier));
  }

  /** Reads the next token, a keyword, as a name, with a diagnostic. */
  protected renameKeyword(): void {
    this.report(reservedName(this.LA(1)));
    retag(this.LA(1), t.Identifier);
  }
}
