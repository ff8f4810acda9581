// How the parser goes on after a mistake, so that one mistake gives one diagnostic and what follows survives.
//
// A token that must stand somewhere is invented if it is missing; stray tokens before it are skipped. What cannot be
// repaired ends its item (statement, entry, declaration), and the next item starts afresh. Each item reports its first
// mistake only, and nothing is reported twice at the same token.
//
// The parser is built in layers, each in a file of its own: places of nodes (placed-nodes), which mistakes are reported
// (reported-mistakes), words (repaired-keywords), ends of items (item-ends), items and lists (item-lists), and here what
// happens at a mistake.

import {
  type CstNode,
  createTokenInstance,
  EOF,
  type IParserConfig,
  type IToken,
  isRecognitionException,
  MismatchedTokenException,
  type TokenType,
  tokenMatcher,
} from "chevrotain";
import * as t from "../tokens/token-types.js";
import { isInvented } from "./cst-token.js";
import { ItemParser } from "./item-lists.js";
import { isKeywordMeantAsName, strayTokensBefore } from "./resume-points.js";
import {
  describeExpected,
  expectedToken,
  missingOperand,
  noAlternative,
  unclosedBlock,
} from "./syntax-messages.js";

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

/** A Chevrotain parser with this language's recovery in place of the library's. */
export abstract class RecoveringParser extends ItemParser {
  /** Thrown at every mistake: what is wrong is in `problems`, and making an exception each time is slow. */
  private readonly mistake: MismatchedTokenException;

  constructor(vocabulary: TokenType[], config: IParserConfig) {
    super(vocabulary, config);
    const nowhere = createTokenInstance(EOF, "", 0, 0, 0, 0, 0, 0);
    this.mistake = new MismatchedTokenException("", nowhere, nowhere);
    // The stack would keep the callers of the first parse, and with them its text, for good.
    this.mistake.stack = "";
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

  /** `->{{k}`: a second brace before a rate is skipped, with a diagnostic. */
  protected skipStrayOpening(): void {
    const isDoubled = this.LA(1).tokenType === t.LeftBrace && this.LA(0).tokenType === t.LeftBrace;
    if (!isDoubled || this.braceBalance <= 0) return;
    this.report(missingOperand(this.place()));
    this.consumeToken();
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
}
