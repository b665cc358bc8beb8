package dev.ensayo.core.corpus;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableIntArray;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.NearestName;
import dev.ensayo.core.subword.BytePairs;
import dev.ensayo.core.text.TextForm;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The tokens of a corpus and their ids, 0 to V − 1.
 *
 * <p>A character is its code point as text, a word is itself, and a byte is the text of its
 * unsigned value, such as {@code "195"}; a piece of a word is written as {@link BytePairs} does.
 * The end of a line is the token {@code "\n"} of characters and words.
 */
public final class Vocabulary {
  /** The word that stands for all words without an id. */
  public static final String UNKNOWN = "<unk>";

  private static final String LINE_END = "\n";
  private static final Splitter LINES = Splitter.on(LINE_END);
  private static final Splitter WORDS = Splitter.on(CharMatcher.whitespace()).omitEmptyStrings();

  private final TokenUnit unit;
  private final ImmutableList<String> tokens;
  private final TextForm form;
  private final Optional<BytePairs> pairs;
  private final ImmutableMap<String, Integer> ids;

  /**
   * Of a text as it is.
   *
   * @param tokens by id, all different
   */
  public Vocabulary(TokenUnit unit, List<String> tokens) {
    this(unit, tokens, TextForm.AS_IT_IS);
  }

  /**
   * @param tokens by id, all different
   * @param form that a text gets before its tokens are looked up
   */
  public Vocabulary(TokenUnit unit, List<String> tokens, TextForm form) {
    this(unit, tokens, form, Optional.empty());
    checkArgument(unit != TokenUnit.SUBWORD, "pieces of words come with their merges");
  }

  /** Of pieces of words. */
  public Vocabulary(BytePairs pairs, TextForm form) {
    this(TokenUnit.SUBWORD, pairs.tokens(), form, Optional.of(pairs));
  }

  private Vocabulary(
      TokenUnit unit, List<String> tokens, TextForm form, Optional<BytePairs> pairs) {
    this.pairs = pairs;
    this.unit = unit;
    this.form = form;
    this.tokens = ImmutableList.copyOf(tokens);
    ImmutableMap.Builder<String, Integer> byToken = ImmutableMap.builder();
    for (int id = 0; id < tokens.size(); id++) {
      checkArgument(!tokens.get(id).isEmpty(), "token %s is empty", id);
      byToken.put(tokens.get(id), id);
    }
    this.ids = byToken.buildOrThrow();
  }

  public TokenUnit unit() {
    return unit;
  }

  /** What becomes of a text before its tokens are looked up. */
  public TextForm form() {
    return form;
  }

  /** How pieces of words are made, each two pieces with a blank between; empty in other units. */
  public ImmutableList<String> merges() {
    return pairs.map(BytePairs::merges).orElse(ImmutableList.of());
  }

  /** Number V of tokens. */
  public int size() {
    return tokens.size();
  }

  /** All tokens by id. */
  public ImmutableList<String> tokens() {
    return tokens;
  }

  /** The token with that id, in {@code [0, V)}. */
  public String token(int id) {
    return tokens.get(id);
  }

  /** The id of a token; empty if it has none. */
  public OptionalInt id(String token) {
    Integer id = ids.get(token);
    return id == null ? OptionalInt.empty() : OptionalInt.of(id);
  }

  /** The id of the end of a line; empty if it is no token. */
  public OptionalInt lineEnd() {
    return id(
        switch (unit) {
          case BYTE -> Integer.toString('\n');
          case SUBWORD -> BytePairs.symbol('\n');
          case CHARACTER, WORD -> LINE_END;
        });
  }

  /**
   * The ids of a text's tokens. A word without an id is {@link #UNKNOWN} where the vocabulary has
   * that.
   *
   * @throws InvalidSettingException at the first token without an id, with its position and, for a
   *     word, the nearest spelling
   */
  public ImmutableIntArray encode(String given) {
    List<String> cut = cut(given);
    ImmutableIntArray.Builder encoded = ImmutableIntArray.builder(cut.size());
    for (int position = 0; position < cut.size(); position++) {
      encoded.add(idAt(cut.get(position), position));
    }
    return encoded.build();
  }

  /**
   * A text's tokens as they are written, known or not, in the order of {@link #encode} and in the
   * form of the vocabulary's.
   */
  public ImmutableList<String> cut(String given) {
    String text = form.of(given);
    ImmutableList.Builder<String> tokens = ImmutableList.builder();
    switch (unit) {
      case CHARACTER -> text.codePoints().mapToObj(Character::toString).forEach(tokens::add);
      case BYTE -> {
        for (byte value : text.getBytes(StandardCharsets.UTF_8)) {
          tokens.add(Integer.toString(Byte.toUnsignedInt(value)));
        }
      }
      case SUBWORD -> pairs.orElseThrow().encode(text).forEach(piece -> tokens.add(token(piece)));
      case WORD -> cutWords(text, tokens);
    }
    return tokens.build();
  }

  private void cutWords(String text, ImmutableList.Builder<String> tokens) {
    List<String> lines = LINES.splitToList(text);
    for (int line = 0; line < lines.size(); line++) {
      tokens.addAll(WORDS.split(lines.get(line)));
      if (line < lines.size() - 1 && ids.containsKey(LINE_END)) {
        tokens.add(LINE_END);
      }
    }
  }

  private int idAt(String token, int position) {
    Integer id = ids.get(token);
    if (id == null && unit == TokenUnit.WORD) {
      id = ids.get(UNKNOWN);
    }
    if (id == null) {
      throw new InvalidSettingException("", unknown(token, position));
    }
    return id;
  }

  private String unknown(String token, int position) {
    if (unit == TokenUnit.WORD) {
      return "word "
          + (position + 1)
          + ", '"
          + token
          + "', is not in the vocabulary of "
          + size()
          + NearestName.question(token, tokens).map(question -> "; " + question).orElse("");
    }
    String what = unit == TokenUnit.BYTE ? "byte " : "character ";
    String shown =
        unit == TokenUnit.BYTE
            ? token
            : String.format("'%s' (U+%04X)", token, token.codePointAt(0));
    return what
        + (position + 1)
        + ", "
        + shown
        + ", is not in the vocabulary, which has the "
        + size()
        + " different ones of the training text";
  }

  /** The bytes of UTF-8 that a token stands for by itself. */
  public byte[] bytes(int id) {
    return switch (unit) {
      case BYTE -> new byte[] {(byte) Integer.parseInt(tokens.get(id))};
      case SUBWORD -> BytePairs.bytes(tokens.get(id));
      case CHARACTER, WORD -> tokens.get(id).getBytes(StandardCharsets.UTF_8);
    };
  }

  /** The text of a sequence of ids: words are separated by spaces and line ends. */
  public String decode(ImmutableIntArray encoded) {
    if (unit == TokenUnit.BYTE || unit == TokenUnit.SUBWORD) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      encoded.forEach(id -> bytes.writeBytes(bytes(id)));
      return bytes.toString(StandardCharsets.UTF_8);
    }
    StringBuilder text = new StringBuilder();
    encoded.forEach(
        id -> {
          boolean spaced =
              unit == TokenUnit.WORD
                  && text.length() > 0
                  && text.charAt(text.length() - 1) != '\n'
                  && !tokens.get(id).equals(LINE_END);
          text.append(spaced ? " " : "").append(tokens.get(id));
        });
    return text.toString();
  }
}
