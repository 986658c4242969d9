import { type CST, Lexer, Parser } from "yaml";
import { type Fault, Faults } from "./faults.ts";
import { type Limits, maxTokens } from "./limits.ts";
import { secondDocument, tooLong, tooMuch, unclosed, unclosedQuote, unneeded } from "./refusals.ts";
import { SyntaxFaults } from "./syntax.ts";

/** What a text's tokens come to. */
export interface Parsed {
  /** The one document, if there is one. */
  document?: CST.Document;
  /** What we refuse, whatever the syntax. If there is any, nothing else is worth looking at. */
  refused: Faults;
  syntax: SyntaxFaults;
}

/**
 * Text to the tokens of its one document. It stops at the first thing beyond a bound, and refuses
 * what we never need. Neither may reach the library's composer, which recurses, and searches its lists
 * of tokens again and again.
 */
export function parseTokens(text: string, limits: Limits): Parsed {
  const feed = new Feed(text, maxTokens(limits));
  for (const lexeme of new Lexer().lex(text)) {
    if (!feed.take(lexeme)) break;
  }
  return feed.end();
}

/** The lexer's own marks: a document starts; a scalar comes next; brackets ended too early. */
const DOCUMENT = "\u0002";
const SCALAR = "\u001f";
const FLOW_END = "\u0018";

/** Hands lexemes to the library's parser, and looks after each at what it has on its stack. */
class Feed {
  readonly #parser = new Parser();
  readonly #mostTokens: number;
  readonly #refused = new Faults();
  readonly #syntax: SyntaxFaults;
  #document: CST.Document | undefined;
  #tokens = 0;
  #goesOn = true;
  /** Whether the line has nothing but white space so far. */
  #isBlank = true;
  /** Whether only `-`, `?` and `:` do: there, white space still is indentation. */
  #isIndent = true;
  /** White space whose worth only the next lexeme tells. */
  #spaces: string[] = [];
  #scalarNext = false;

  constructor(text: string, mostTokens: number) {
    this.#mostTokens = mostTokens;
    this.#syntax = new SyntaxFaults(text);
  }

  /** Takes the next lexeme, returns whether to go on. */
  take(lexeme: string): boolean {
    if (this.#scalarNext) this.#scalar(lexeme);
    else {
      switch (lexeme[0]) {
        case " ":
        case "\t":
          this.#spaces.push(lexeme);
          break;
        case "\n":
        case "\r":
          this.#lineEnd(lexeme);
          break;
        case "#":
          if (this.#isBlank) this.#skip(lexeme);
          else this.#passWithSpaces(lexeme);
          break;
        case DOCUMENT:
          this.#pass(lexeme);
          break;
        default:
          this.#word(lexeme);
      }
    }
    return this.#goesOn;
  }

  /** What it all came to, once there are no more lexemes or no sense in going on. */
  end(): Parsed {
    const refused = this.#refused;
    if (this.#goesOn) this.#refuse(unclosed(this.#parser.stack));
    if (refused.total === 0) for (const token of this.#parser.end()) this.#keep(token);
    return { document: this.#document, refused, syntax: this.#syntax };
  }

  #scalar(lexeme: string): void {
    this.#scalarNext = false;
    // A block scalar brings its line end along.
    this.#startLine(lexeme.endsWith("\n"));
    this.#pass(lexeme);
  }

  #lineEnd(lexeme: string): void {
    if (this.#isBlank) this.#skip(lexeme);
    else {
      this.#startLine(true);
      this.#passWithSpaces(lexeme);
    }
  }

  /** Anything but white space, comments and line ends: words, and marks like `-` and `[`. */
  #word(lexeme: string): void {
    if (this.#spaces.length > 0) {
      // Between words they mean nothing, unless there is a tab, which may be a fault.
      if (this.#isIndent || this.#spaces.some((space) => space.includes("\t"))) this.#passSpaces();
      else this.#skip("");
    }
    this.#isBlank = false;
    this.#isIndent &&= lexeme === "-" || lexeme === "?" || lexeme === ":";
    this.#scalarNext = lexeme === SCALAR;
    const { offset, stack } = this.#parser;
    const open = lexeme === FLOW_END ? unclosed(stack) : unclosedQuote(lexeme, offset);
    if (open) this.#stop(open);
    else {
      this.#refuse(unneeded(lexeme, offset));
      this.#pass(lexeme);
    }
  }

  #startLine(isStart: boolean): void {
    this.#isBlank = isStart;
    this.#isIndent = isStart;
  }

  /** Goes past what means nothing: the library is slow if there is much of it. */
  #skip(lexeme: string): void {
    for (const space of this.#spaces) this.#parser.offset += space.length;
    this.#spaces = [];
    this.#parser.offset += lexeme.length;
  }

  #passWithSpaces(lexeme: string): void {
    this.#passSpaces();
    this.#pass(lexeme);
  }

  #passSpaces(): void {
    if (this.#spaces.length === 0) return;
    for (const space of this.#spaces) this.#pass(space);
    this.#spaces = [];
  }

  #pass(lexeme: string): void {
    const parser = this.#parser;
    if (!this.#scalarNext) this.#tokens += 1;
    for (const token of parser.next(lexeme)) this.#keep(token);
    const { stack, offset } = parser;
    const fault =
      tooMuch(stack, offset) ??
      (this.#document && secondDocument(stack)) ??
      (this.#tokens > this.#mostTokens ? tooLong(offset, this.#mostTokens) : undefined);
    if (fault) this.#stop(fault);
  }

  #keep(token: CST.Token): void {
    if (token.type === "document") this.#document ??= token;
    else if (token.type === "error") this.#syntaxError(token.offset, token.message);
    else if (token.type === "doc-end") {
      const stray = token.end?.find(({ type }) => !/^(?:space|comment|newline)$/.test(type));
      if (stray) this.#syntaxError(stray.offset, "Unexpected token after doc-end");
    }
  }

  /** Outside a value all that follows would be wrong as well. */
  #syntaxError(offset: number, says: string): void {
    this.#syntax.add(offset, says);
    this.#goesOn = false;
  }

  #refuse(fault: Fault | undefined): void {
    if (!fault) return;
    if (this.#refused.isFull) {
      this.#refused.isCutShort = true;
      this.#goesOn = false;
    } else this.#refused.add(fault);
  }

  #stop(fault: Fault | undefined): void {
    this.#refuse(fault);
    this.#goesOn = false;
  }
}
