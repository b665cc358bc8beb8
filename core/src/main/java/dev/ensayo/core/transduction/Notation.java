package dev.ensayo.core.transduction;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.NearestName;
import dev.ensayo.core.corpus.TokenUnit;
import dev.ensayo.core.corpus.Vocabulary;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How texts of one side, sources or answers, are written as symbols.
 *
 * <p>The vocabulary has the end of a sequence among its tokens: {@link Vocabulary#lineEnd}. It is
 * written after each answer, and is what an answer begins with for models that want something to
 * begin with; the sequences of {@link TransductionExamples} are without it. There is no symbol for
 * padding: who pads masks.
 *
 * @param vocabulary of characters or words; with the end of a line
 * @param reversed whether the last symbol of the text is read first
 * @param longest symbols of the longest sequence of all parts, without its end
 */
public record Notation(Vocabulary vocabulary, boolean reversed, int longest) {
  private static final int SYMBOLS_NAMED = 60;

  public Notation {
    checkArgument(
        vocabulary.unit() == TokenUnit.CHARACTER || vocabulary.unit() == TokenUnit.WORD,
        "symbols are characters or words, not %s",
        vocabulary.unit());
    checkArgument(vocabulary.lineEnd().isPresent(), "the vocabulary has no end of a line");
    checkArgument(longest >= 1, "longest must be at least 1: %s", longest);
  }

  /** Number V of symbols, with the end of a sequence. */
  public int size() {
    return vocabulary.size();
  }

  /** The id of the end of a sequence. */
  public int end() {
    return vocabulary.lineEnd().orElseThrow();
  }

  /**
   * The ids of a text's symbols in the order in which they are read, without an end.
   *
   * @return at least one, at most {@link #longest}; in [0, V)
   * @throws InvalidSettingException if the text is empty or too long or has a symbol without an id,
   *     with what would be right
   */
  public int[] encode(String text) {
    ImmutableList<String> symbols = vocabulary.cut(text);
    if (symbols.isEmpty() || symbols.size() > longest) {
      throw new InvalidSettingException(
          "",
          quoted(text)
              + " has "
              + symbols.size()
              + " "
              + units()
              + "; 1 to "
              + longest
              + " would be right, as many as the examples had");
    }
    int[] ids = new int[symbols.size()];
    for (int i = 0; i < ids.length; i++) {
      ids[reversed ? ids.length - 1 - i : i] = id(text, i, symbols.get(i));
    }
    return ids;
  }

  private int id(String text, int position, String symbol) {
    boolean end = vocabulary.id(symbol).equals(vocabulary.lineEnd());
    if (end || vocabulary.id(symbol).isEmpty()) {
      if (!end && vocabulary.id(Vocabulary.UNKNOWN).isPresent() && isWords()) {
        return vocabulary.id(Vocabulary.UNKNOWN).getAsInt();
      }
      throw new InvalidSettingException("", unknown(text, position, symbol));
    }
    return vocabulary.id(symbol).getAsInt();
  }

  private String unknown(String text, int position, String symbol) {
    String known = "the " + (size() - 1) + " " + units() + " that the examples had";
    List<String> others =
        vocabulary.tokens().stream().filter(token -> !token.equals("\n")).sorted().toList();
    String which =
        others.size() <= SYMBOLS_NAMED && !isWords()
            ? ": " + Joiner.on(' ').join(others.stream().map(Notation::named).iterator())
            : isWords() ? "; " + NearestName.hint(symbol, others) : "";
    String shown = isWords() ? "" : String.format(" (U+%04X)", symbol.codePointAt(0));
    return "'%s'%s, number %d of %s, is none of %s%s"
        .formatted(printable(symbol), shown, position + 1, quoted(text), known, which);
  }

  private static String named(String symbol) {
    return symbol.equals(" ") ? "blank" : symbol;
  }

  private static String printable(String text) {
    return text.replace("\n", "\\n");
  }

  private static String quoted(String text) {
    return "'" + printable(text) + "'";
  }

  private boolean isWords() {
    return vocabulary.unit() == TokenUnit.WORD;
  }

  private String units() {
    return isWords() ? "words" : "characters";
  }

  /**
   * The text of symbols as they were read.
   *
   * @param ids in [0, V)
   */
  public String decode(int[] ids) {
    return vocabulary.decode(ImmutableIntArray.copyOf(reversed ? turned(ids) : ids));
  }

  private static int[] turned(int[] ids) {
    int[] turned = new int[ids.length];
    for (int i = 0; i < ids.length; i++) {
      turned[i] = ids[ids.length - 1 - i];
    }
    return turned;
  }

  /** The symbols as texts, in the order in which they are read. */
  public ImmutableList<String> symbols(int[] ids) {
    return Arrays.stream(ids)
        .mapToObj(vocabulary::token)
        .collect(Collectors.collectingAndThen(Collectors.toList(), ImmutableList::copyOf));
  }
}
