package dev.ensayo.core.subword;

import java.util.function.Consumer;

/**
 * Cuts a text into what pieces of words never reach over: runs of letters, of digits, of white
 * space and of other signs, each with the one space before it. Much as GPT-2 does, but for English
 * contractions.
 */
public final class Chunks {
  /** Longer runs are cut, so that a text without white space does not become one chunk. */
  private static final int LONGEST = 256;

  /** What a run is made of. */
  private enum Kind {
    LETTER,
    DIGIT,
    WHITE,
    OTHER;

    static Kind of(int point) {
      return switch (Character.getType(point)) {
        case Character.UPPERCASE_LETTER,
            Character.LOWERCASE_LETTER,
            Character.TITLECASE_LETTER,
            Character.MODIFIER_LETTER,
            Character.OTHER_LETTER,
            Character.NON_SPACING_MARK,
            Character.COMBINING_SPACING_MARK,
            Character.ENCLOSING_MARK ->
            LETTER;
        case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER ->
            DIGIT;
        default -> Character.isWhitespace(point) || Character.isSpaceChar(point) ? WHITE : OTHER;
      };
    }
  }

  private final Consumer<String> sink;
  private final StringBuilder chunk = new StringBuilder();
  private Kind kind = Kind.WHITE;

  /**
   * @param sink takes the chunks, which together are the text
   */
  public Chunks(Consumer<String> sink) {
    this.sink = sink;
  }

  /** The chunks of a whole text. */
  public static void of(String text, Consumer<String> sink) {
    Chunks chunks = new Chunks(sink);
    text.codePoints().forEach(chunks::add);
    chunks.end();
  }

  /** The text goes on with a code point. */
  public void add(int point) {
    Kind next = Kind.of(point);
    if (chunk.length() > 0 && (next != kind || chunk.length() >= LONGEST)) {
      boolean keepsSpace =
          kind == Kind.WHITE && next != kind && chunk.charAt(chunk.length() - 1) == ' ';
      if (keepsSpace) {
        chunk.setLength(chunk.length() - 1);
      }
      end();
      chunk.append(keepsSpace ? " " : "");
    }
    chunk.appendCodePoint(point);
    kind = next;
  }

  /** The text is at its end. */
  public void end() {
    if (chunk.length() > 0) {
      sink.accept(chunk.toString());
      chunk.setLength(0);
    }
  }
}
