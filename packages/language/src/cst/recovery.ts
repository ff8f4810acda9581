// How the parser goes on after a mistake, so that one mistake gives one diagnostic and what follows survives.
//
// A token that must stand somewhere is invented if it is missing; stray tokens before it are skipped. What cannot be
// repaired ends its item (statement, entry, declaration), and the next item starts afresh. Each item reports its first
// mistake only, and nothing is reported twice at the same token.

import {
  type CstNode,
  CstParser,
  createTokenInstance,
  EOF,
  type IParserConfig,
  type IToken,
  isRecognitionException,
  MismatchedTokenException,
  type ParserMethod,
  type TokenType,
  tokenMatcher,
} from "chevrotain";
import { retag } from "../tokens/lexer.js";
import * as t from "../tokens/token-types.js";
import { isInvented } from "./cst-token.js";
import { definitionOperatorAt, lostDeclarationKeyword, lostStatementKeyword } from "./lost-keywords.js";
import { meantKeyword, readAsKeyword } from "./misspelt-keywords.js";
import {
  type ItemLevel,
  isAtLineStart,
  isDeclarationResumePoint,
  isDeclarationStart,
  isItemEnd,
  isKeywordMeantAsName,
  isStatementStart,
  isStrayClosing,
  type Lookahead,
  lacksSeparator,
  strayTokensBefore,
} from "./resume-points.js";
import {
  arrowExpected,
  describeExpected,
  elseWithoutIf,
  expectedDeclaration,
  expectedToken,
  missingKeyword,
  missingOperand,
  misspeltKeyword,
  noAlternative,
  type Place,
  reservedName,
  type SyntaxProblem,
  separatorExpected,
  unclosedBlock,
} from "./syntax-messages.js";

export type Rule = ParserMethod<[], CstNode>;

/** Rules that end with what they have when something in them cannot be repaired; the parser goes on behind them. */
const ENDS_EARLY: ReadonlySet<string> = new Set([
  "document",
  "declaration",
  "statement",
  "entry",
  "dataItem",
  "column",
  "assignment",
  "operand",
  "term",
]);

/** Where a node without tokens begins until its place is known: no text is that long. */
const BEHIND_THE_TEXT = 2 ** 30;

/** A Chevrotain parser with this language's recovery in place of the library's. */
export abstract class RecoveringParser extends CstParser {
  /** The mistakes found since the input was set. */
  problems: SyntaxProblem[] = [];

  /** Offsets of what the lexer has reported, ascending: an item that holds one reports nothing more. */
  lexicalMistakes: readonly number[] = [];

  /** How many more `{` than `}` the text has: tells a lost brace from a stray one. */
  braceBalance = 0;

  /** Whether the current item has already reported a mistake. */
  private itemIsBroken = false;
  /** Where the part of the current item begins that belongs to no inner item. */
  private itemStart = 0;
  /** The column in which the current item begins, if it is the first of its line and no declaration. */
  private itemColumn: number | undefined;
  /** The keyword to invent next: what the grammar consumes may be a category of them. */
  private lostKeyword: TokenType | undefined;
  /** Index of the token before the last mistake; Chevrotain counts from −1, hence −2 for none. */
  private lastProblemIndex = -2;

  // Parts of Chevrotain's parser that its type declarations leave out.
  declare private readonly CST_STACK: CstNode[];
  declare private readonly currIdx: number;
  declare private consumeToken: () => void;
  declare private cstPostTerminal: (key: string, token: IToken) => void;

  override reset(): void {
    super.reset();
    this.problems = [];
    this.lexicalMistakes = [];
    this.braceBalance = 0;
    this.itemIsBroken = false;
    this.itemStart = 0;
    this.itemColumn = undefined;
    this.lostKeyword = undefined;
    this.lastProblemIndex = -2;
  }

  /** Thrown at every mistake: what is wrong is in `problems`, and making an exception each time is slow. */
  private readonly mistake: MismatchedTokenException;

  constructor(vocabulary: TokenType[], config: IParserConfig) {
    super(vocabulary, config);
    const nowhere = createTokenInstance(EOF, "", 0, 0, 0, 0, 0, 0);
    this.mistake = new MismatchedTokenException("", nowhere, nowhere);
  }

  /** The tokens around the parser, for decisions. */
  protected readonly ahead: Lookahead = (distance) => this.LA(distance);

  // ── For the grammar ──────────────────────────────────────────────────────────────────────────────────

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

  /** An optional part, taken if `condition` holds rather than by its first token. */
  protected optional(condition: () => boolean, part: () => void): void {
    if (this.RECORDING_PHASE) this.OPTION(part);
    else if (condition()) part();
  }

  /** The third optional part of a rule, the others being decided by their first tokens. */
  protected optional3(condition: () => boolean, part: () => void): void {
    if (this.RECORDING_PHASE) this.OPTION3(part);
    else if (condition()) part();
  }

  /**
   * True if a part that begins with this type of token may come next. Asked before `OPTION` and `MANY` of what is rare:
   * where nothing comes, as nearly always, neither closures are made nor the library is asked.
   */
  protected isNext(type: TokenType, distance = 1): boolean {
    return this.RECORDING_PHASE || tokenMatcher(this.LA(distance), type);
  }

  /** One of two parts, chosen by `condition` rather than by their first tokens. */
  protected either(condition: () => boolean, first: () => void, second: () => void): void {
    if (this.RECORDING_PHASE) this.OR([{ ALT: first }, { ALT: second }]);
    else if (condition()) first();
    else second();
  }

  /** The `}` of a block; `construct` names the block in the message. */
  protected closeBlock(construct: string, opening: IToken): void {
    if (!this.RECORDING_PHASE && this.LA(1).tokenType !== t.RightBrace) {
      this.report(unclosedBlock(construct, isInvented(opening) ? undefined : opening, this.place()));
      if (!isInvented(opening)) this.braceBalance--;
    }
    this.CONSUME(t.RightBrace);
  }

  /** Reports a mistake unless this item, or this very token, has reported one before. */
  protected report(found: SyntaxProblem): void {
    const isRepeated =
      this.itemIsBroken || this.lastProblemIndex === this.currIdx || this.isLexicallyBroken();
    this.itemIsBroken = true;
    this.lastProblemIndex = this.currIdx;
    if (!isRepeated) this.problems.push(found);
  }

  protected place(): Place {
    const previous = this.LA(0);
    return { found: this.LA(1), previous: previous.tokenType === EOF ? undefined : previous };
  }

  /** A keyword that can only be meant as a name becomes one, with a diagnostic. */
  protected readKeywordAsName(): void {
    const { tokenType } = this.LA(1);
    if (tokenType !== t.True && tokenType !== t.False && isKeywordMeantAsName(this.ahead))
      this.renameKeyword();
  }

  /** `->{{k}`: a second brace before a rate is skipped, with a diagnostic. */
  protected skipStrayOpening(): void {
    const isDoubled = this.LA(1).tokenType === t.LeftBrace && this.LA(0).tokenType === t.LeftBrace;
    if (!isDoubled || this.braceBalance <= 0) return;
    this.report(missingOperand(this.place()));
    this.consumeToken();
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

  // ── Chevrotain's hooks ───────────────────────────────────────────────────────────────────────────────

  /** A mandatory token is not there. */
  protected consumeInternalError(expected: TokenType): void {
    if (expected === t.Identifier && isKeywordMeantAsName(this.ahead)) this.renameKeyword();
    else this.report(expectedToken(describeExpected(expected), this.place()));
    throw this.mistake;
  }

  /** Skips stray tokens if the expected one stands behind them, otherwise invents it. */
  protected consumeInternalRecovery(expected: TokenType, _occurrence: number, error: unknown): IToken {
    if (!isRecognitionException(error as Error)) throw error;
    const { lostKeyword } = this;
    this.lostKeyword = undefined;
    if (lostKeyword !== undefined) return this.inventToken(lostKeyword);
    const isStrayBrace = this.LA(1).tokenType === t.LeftBrace && this.braceBalance > 0;
    if (isStrayBrace && tokenMatcher(this.LA(2), expected)) this.consumeToken();
    const stray = strayTokensBefore(this.ahead, expected);
    if (stray === undefined) return this.inventToken(expected);
    for (let skipped = 0; skipped <= stray; skipped++) this.consumeToken();
    return this.LA(0);
  }

  /** No alternative of a choice fits. */
  protected raiseNoAltException(): never {
    this.report(noAlternative((this.CST_STACK.at(-1) as CstNode).name, this.place()));
    throw this.mistake;
  }

  /** Ends the rule with what it has; the enclosing item decides how to go on. */
  protected invokeRuleCatch(error: unknown): CstNode {
    if (!isRecognitionException(error as Error)) throw error;
    const node = this.CST_STACK.at(-1) as CstNode;
    (node as { recoveredNode?: boolean }).recoveredNode = true;
    this.endLocation(node);
    if (ENDS_EARLY.has(node.name)) return node;
    (error as { partialCstResult?: CstNode }).partialCstResult = node;
    throw error;
  }

  /**
   * Chevrotain calls this at the beginning of a rule. Its own version makes a dictionary without prototype for the
   * children and positions that are no integers: both take more memory and time than a plain object with integers, and
   * nodes of this tree are most of what parsing allocates.
   */
  protected cstInvocationStateUpdate(ruleName: string): void {
    const next = this.LA(1);
    const startOffset = next.tokenType === EOF ? BEHIND_THE_TEXT : next.startOffset;
    this.CST_STACK.push({ name: ruleName, children: {}, location: { startOffset, endOffset: -1 } });
  }

  /** Chevrotain calls this at the regular end of a rule. */
  protected cstPostRuleOnlyOffset(node: CstNode): void {
    this.endLocation(node);
  }

  // ── Private ──────────────────────────────────────────────────────────────────────────────────────────

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
    this.report(this.problemAfterItem(level));
    this.skipToItemEnd(level, isStuck);
    // What was skipped belongs to the mistake: nothing is reported where the parser takes up again.
    this.lastProblemIndex = this.currIdx;
    this.endLocation(node);
  }

  private isAtItemEnd(level: ItemLevel): boolean {
    if (!isItemEnd(this.ahead, level)) return false;
    return this.LA(1).tokenType !== t.RightBrace || !this.isStrayBrace();
  }

  private isStrayBrace(): boolean {
    return this.braceBalance < 0 && isStrayClosing(this.ahead);
  }

  /** An inner block that was not closed has already consumed the end of the line. */
  private isBehindLineEnd(): boolean {
    return this.LA(0).tokenType === t.LineEnd;
  }

  private isAfterLastItem(level: ItemLevel): boolean {
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
  private isOutdented(outerColumn: number | undefined): boolean {
    if (this.braceBalance <= 0 || outerColumn === undefined) return false;
    return isAtLineStart(this.ahead) && (this.LA(1).startColumn as number) <= outerColumn;
  }

  /** An `else` although the block before it was not closed. */
  private isElseOfThenBlock(): boolean {
    if (this.LA(1).tokenType !== t.Else) return false;
    const parent = this.CST_STACK.at(-2);
    return parent?.name === "ifStatement" && parent.children["ElseKeyword"] === undefined;
  }

  private isInsideBlock(): boolean {
    return this.CST_STACK.some((node) => node.name === "block");
  }

  private skipToItemEnd(level: ItemLevel, mustAdvance: boolean): void {
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

  private problemAfterItem(level: ItemLevel): SyntaxProblem {
    const place = this.place();
    if (place.found.tokenType === t.Else) return elseWithoutIf(place);
    if (level === "declaration" && place.found.tokenType === t.RightBrace) return expectedDeclaration(place);
    return expectedToken("a new line", place);
  }

  /** Behind the last token, but not before the line of the next one: unknown characters leave no token. */
  private startOfNextItem(): number {
    const next = this.LA(1);
    if (this.LA(0).tokenType !== t.LineEnd || next.tokenType === EOF) return this.endOfPrevious() + 1;
    return next.startOffset - (next.startColumn as number) + 1;
  }

  private isLexicallyBroken(): boolean {
    const end = this.LA(1).tokenType === EOF ? Number.POSITIVE_INFINITY : this.LA(1).startOffset;
    return this.lexicalMistakes.some((offset) => this.itemStart <= offset && offset <= end);
  }

  /** A token that the text lacks, with an empty range behind the last token. */
  private inventToken(type: TokenType): IToken {
    const end = this.endOfPrevious();
    this.stretchTo(end + 1);
    const token = createTokenInstance(type, "", end + 1, end, 0, 0, 0, 0);
    token.isInsertedInRecovery = true;
    return token;
  }

  private endOfPrevious(): number {
    const previous = this.LA(0);
    return previous.tokenType === EOF ? -1 : (previous.endOffset as number);
  }

  /** Sets where a node ends; a node for which nothing was consumed stands, empty, behind the last token. */
  private endLocation(node: CstNode): void {
    const location = node.location as { startOffset: number; endOffset: number };
    const previous = this.LA(0);
    const isAtBeginning = previous.tokenType === EOF;
    location.endOffset = isAtBeginning ? -1 : (previous.endOffset as number);
    const isEmpty = isAtBeginning || location.startOffset > previous.startOffset;
    if (isEmpty) this.stretchTo(location.endOffset + 1);
  }

  /** Lets the open nodes begin at `place` at the latest: what is missing at their beginning belongs to them. */
  private stretchTo(place: number): void {
    for (let index = this.CST_STACK.length - 1; index >= 0; index--) {
      const location = (this.CST_STACK[index] as CstNode).location as { startOffset: number };
      if (location.startOffset <= place) return;
      location.startOffset = place;
    }
  }
}
