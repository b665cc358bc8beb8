package dev.ensayo.environments.text;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.corpus.Corpus;
import dev.ensayo.core.corpus.CorpusSpec;
import dev.ensayo.core.corpus.TokenUnit;
import dev.ensayo.core.corpus.Tokens;
import dev.ensayo.core.corpus.Vocabulary;
import dev.ensayo.core.corpus.WordReader;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.subword.BytePairLearner;
import dev.ensayo.core.subword.BytePairs;
import dev.ensayo.core.subword.Chunks;
import dev.ensayo.core.text.BrokenTextException;
import dev.ensayo.core.text.CodePointReader;
import dev.ensayo.core.text.TextFile;
import dev.ensayo.core.text.TextForm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.LongStream;

/**
 * A text from files, cut into tokens and parts.
 *
 * <p>Characters are numbered by code point, bytes by value, pieces of words in the order in which
 * they were learned. The id of {@link Vocabulary#UNKNOWN} is 0; other words follow by falling count
 * in the training part, of equal ones the first first.
 */
public final class Text implements Corpus {
  /** Texts of up to so many bytes on disk are checked before the first step. */
  private static final long CHECKED_EARLY_BYTES = 8 << 20;

  private static final int MEBIBYTE_BITS = 20;

  private final TextConfig config;
  private final TextParts parts;
  private final TokenUnit unit;
  private long sharedTokens = -1;
  private Vocabulary vocabulary;
  private Map<Split, Tokens> tokens;
  private Map<String, String> sha256;

  /** Letters of each part that were written in another way, while it was read. */
  private final Map<Split, Long> changed = new EnumMap<>(Split.class);

  Text(TextConfig config, TextParts parts) {
    this.config = config;
    this.parts = parts;
    this.unit = config.tokenizer().unit();
  }

  @Override
  public CorpusSpec spec() {
    return new CorpusSpec(unit, OptionalDouble.empty());
  }

  @Override
  public TextForm form() {
    return config.form();
  }

  /** Reads the text now if that takes no time to speak of, so that what is wrong is told early. */
  void checkEarly() {
    if (isAtHand()) {
      vocabulary();
    }
  }

  @Override
  public boolean isAtHand() {
    try {
      long bytes = 0;
      for (TextFile file : parts.all()) {
        bytes += Files.size(file.path());
      }
      return bytes <= CHECKED_EARLY_BYTES;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * {@inheritDoc} It is told where the text that is at hand is not the file's, letter by letter.
   */
  @Override
  public synchronized List<String> notes() {
    LongStream parts = changed.values().stream().mapToLong(Long::longValue);
    long letters = this.parts.shared() ? parts.max().orElse(0) : parts.sum();
    return letters == 0
        ? List.of()
        : List.of(
            String.format(
                Locale.ROOT,
                "%s has %,d letters that are written in more code points than they need, or in"
                    + " others than usual; they are read as the usual ones (environment.normalize:"
                    + " none reads them as they are)",
                where(),
                letters));
  }

  /**
   * {@inheritDoc}
   *
   * @throws InvalidSettingException if the content is not that of the data set that was named
   */
  @Override
  public synchronized Map<String, String> dataSha256() {
    if (sha256 == null) {
      Map<String, String> found = new TreeMap<>();
      try {
        for (TextFile file : parts.all()) {
          String sha = file.sha256();
          if (!file.expectedSha256().isEmpty() && !file.expectedSha256().equals(sha)) {
            throw new InvalidSettingException(
                "data",
                file.path()
                    + " is not the file of data set '"
                    + config.data()
                    + "': its SHA-256 is "
                    + sha
                    + " instead of "
                    + file.expectedSha256()
                    + "; delete it and run ./ensayo data get "
                    + config.data());
          }
          found.put(file.name(), sha);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      sha256 = found;
    }
    return sha256;
  }

  @Override
  public synchronized Vocabulary vocabulary() {
    load();
    return vocabulary;
  }

  @Override
  public synchronized Tokens tokens(Split split) {
    load();
    return tokens.get(split);
  }

  @Override
  public WordReader words(Split split) throws IOException {
    return scan(split);
  }

  private CodePointReader points(Split split) {
    return new CodePointReader(parts.of(split), config.form(), config.stripGutenberg());
  }

  private long limit() {
    return config.maximumTokens().orElse(Long.MAX_VALUE);
  }

  private TokenScanner scan(Split split) throws IOException {
    return new TokenScanner(points(split), unit, start(split), end(split));
  }

  private long start(Split split) throws IOException {
    return parts.shared() && split != Split.TRAIN
        ? config.shares().start(split, sharedTokens())
        : 0;
  }

  private long end(Split split) throws IOException {
    boolean whole = split == Split.TRAIN && config.shares().train() == 1;
    return parts.shared() && !whole ? config.shares().end(split, sharedTokens()) : limit();
  }

  /** Tokens of the text that is shared out, line ends between words not counted. */
  private synchronized long sharedTokens() throws IOException {
    if (sharedTokens < 0) {
      if (unit == TokenUnit.WORD) {
        try (TokenScanner scanner = new TokenScanner(points(Split.TRAIN), unit, 0, limit())) {
          while (scanner.next()) {}
          sharedTokens = Math.min(scanner.position(), limit());
        }
      } else {
        long count = 0;
        try (CodePointReader points = points(Split.TRAIN)) {
          for (int point = points.next();
              point != CodePointReader.END && count < limit();
              point = points.next()) {
            count += TokenScanner.width(unit, point);
          }
        }
        sharedTokens = Math.min(count, limit());
      }
    }
    return sharedTokens;
  }

  private void load() {
    if (tokens != null) {
      return;
    }
    try {
      if (config.tokenizer() instanceof Tokenizer.Words words) {
        loadWords(words);
      } else if (config.tokenizer() instanceof Tokenizer.Bpe bpe) {
        loadSubwords(bpe);
      } else {
        loadPoints();
      }
    } catch (BrokenTextException e) {
      throw new InvalidSettingException("data", e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (OutOfMemoryError | ArithmeticException e) {
      throw new InvalidSettingException("data", tooLarge());
    }
  }

  /** What helps where the tokens do not fit. */
  private String tooLarge() {
    return String.format(
        Locale.ROOT,
        "the tokens of %s do not fit into Java's heap of %,d MiB: each takes a byte where there are"
            + " up to 256 different ones, 2 up to 65,536, else 4; give Java more"
            + " (ENSAYO_JAVA_OPTIONS=-Xmx…), run fewer side by side (--jobs) or use less of the"
            + " text (environment.maximumTokens)",
        where(),
        Runtime.getRuntime().maxMemory() >> MEBIBYTE_BITS);
  }

  private void loadPoints() throws IOException {
    PointNumbers numbers = unit == TokenUnit.BYTE ? PointNumbers.ofBytes() : new PointNumbers();
    Map<Split, Tokens.Builder> raw = noTokens();
    for (PartWalk walk : walks()) {
      readPoints(walk, numbers, raw);
    }
    checkParts(raw, numbers.seen(unit));
    vocabulary = new Vocabulary(unit, numbers.names(unit), config.form());
    tokens = numbered(raw, numbers.ids());
  }

  private static Map<Split, Tokens> numbered(Map<Split, Tokens.Builder> raw, int[] ids) {
    Map<Split, Tokens> numbered = new EnumMap<>(Split.class);
    raw.forEach((split, part) -> numbered.put(split, part.build(ids)));
    return numbered;
  }

  private static Map<Split, Tokens.Builder> noTokens() {
    Map<Split, Tokens.Builder> none = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      none.put(split, new Tokens.Builder());
    }
    return none;
  }

  /** How all parts are read. */
  private List<PartWalk> walks() throws IOException {
    if (!parts.shared()) {
      return Arrays.stream(Split.values()).map(split -> PartWalk.of(split, limit())).toList();
    }
    return List.of(
        config.shares().train() == 1
            ? PartWalk.of(Split.TRAIN, limit())
            : PartWalk.of(config.shares(), sharedTokens()));
  }

  private void readPoints(PartWalk walk, PointNumbers numbers, Map<Split, Tokens.Builder> raw)
      throws IOException {
    long position = 0;
    try (CodePointReader points = points(walk.first())) {
      for (int point = points.next();
          point != CodePointReader.END && position < walk.end();
          point = points.next()) {
        if (unit == TokenUnit.CHARACTER) {
          if (walk.reaches(position++)) {
            raw.get(walk.part()).add(numbers.of(point));
          }
        } else {
          int width = TokenScanner.width(TokenUnit.BYTE, point);
          for (int i = 0; i < width; i++, position++) {
            if (walk.reaches(position)) {
              raw.get(walk.part()).add(numbers.of(byteOf(point, width, i)));
            }
          }
        }
      }
      changed.put(walk.first(), points.changed());
    }
  }

  /** Byte i of the UTF-8 form of a code point, unsigned. */
  private static int byteOf(int point, int width, int i) {
    if (width == 1) {
      return point;
    }
    int bits = point >> (6 * (width - 1 - i));
    return i == 0 ? (0xF00 >> width & 0xFF) | bits : 0x80 | (bits & 0x3F);
  }

  private void loadSubwords(Tokenizer.Bpe bpe) throws IOException {
    Map<String, Integer> chunks = new LinkedHashMap<>();
    readChunks(
        PartWalk.of(Split.TRAIN, end(Split.TRAIN)),
        part -> chunk -> chunks.merge(chunk, 1, Math::addExact));
    BytePairs pairs = BytePairLearner.learn(chunks, bpe.merges());
    Map<Split, Tokens.Builder> raw = noTokens();
    for (PartWalk walk : walks()) {
      readChunks(
          walk,
          part ->
              chunk -> {
                for (int id : pairs.encodeChunk(chunk)) {
                  raw.get(part).add(id);
                }
              });
    }
    checkParts(raw, pairs.tokens());
    vocabulary = new Vocabulary(pairs, config.form());
    tokens = new EnumMap<>(Split.class);
    raw.forEach((split, part) -> tokens.put(split, part.build()));
  }

  /**
   * Cuts parts into what no piece of a word reaches over.
   *
   * @param sinks what takes the chunks of a part
   */
  private void readChunks(PartWalk walk, Function<Split, Consumer<String>> sinks)
      throws IOException {
    Split part = walk.first();
    Chunks chunks = new Chunks(sinks.apply(part));
    try (CodePointReader points = points(part)) {
      long position = 0;
      for (int point = points.next();
          point != CodePointReader.END && position < walk.end();
          point = points.next()) {
        if (walk.reaches(position++)) {
          if (walk.part() != part) {
            chunks.end();
            part = walk.part();
            chunks = new Chunks(sinks.apply(part));
          }
          chunks.add(point);
        }
      }
      changed.put(walk.first(), points.changed());
    }
    chunks.end();
  }

  private void loadWords(Tokenizer.Words words) throws IOException {
    Map<String, Integer> order = new HashMap<>();
    List<String> seen = new ArrayList<>();
    Map<Split, Tokens.Builder> raw = noTokens();
    for (PartWalk walk : walks()) {
      try (TokenScanner scanner = new TokenScanner(points(walk.first()), unit, 0, walk.end())) {
        while (scanner.nextOrLineEnd()) {
          boolean lineEnd = scanner.word().isEmpty();
          // A line end belongs to the part of the word before it.
          boolean wanted = walk.reaches(Math.max(scanner.position() - 1, 0));
          if (wanted && (!lineEnd || words.lineEnds())) {
            String word = lineEnd ? "\n" : scanner.word();
            Integer id = order.get(word);
            if (id == null) {
              id = seen.size();
              order.put(word, id);
              seen.add(word);
            }
            raw.get(walk.part()).add(id);
          }
        }
        changed.put(walk.first(), scanner.changed());
      }
    }
    List<String> kept = mostFrequent(words, seen, raw.get(Split.TRAIN));
    checkParts(raw, kept.subList(1, kept.size()));
    vocabulary = new Vocabulary(unit, kept, config.form());
    int[] ids = new int[seen.size()];
    for (int id = 0; id < kept.size(); id++) {
      Integer at = order.get(kept.get(id));
      if (at != null) {
        ids[at] = id;
      }
    }
    tokens = numbered(raw, ids);
  }

  /** {@link Vocabulary#UNKNOWN}, then the words that are kept. */
  private static List<String> mostFrequent(
      Tokenizer.Words words, List<String> seen, Tokens.Builder train) {
    long[] counts = new long[seen.size()];
    for (int i = 0; i < train.length(); i++) {
      counts[train.get(i)]++;
    }
    List<Integer> frequent = new ArrayList<>();
    for (int word = 0; word < counts.length; word++) {
      if (counts[word] >= words.minimumCount() && !seen.get(word).equals(Vocabulary.UNKNOWN)) {
        frequent.add(word);
      }
    }
    frequent.sort(Comparator.comparingLong((Integer word) -> -counts[word]));
    ImmutableList.Builder<String> kept = ImmutableList.builder();
    kept.add(Vocabulary.UNKNOWN);
    int most = words.maximumVocabulary().orElse(Integer.MAX_VALUE) - 1;
    frequent.stream().limit(most).forEach(word -> kept.add(seen.get(word)));
    return kept.build();
  }

  /**
   * @param different the different tokens, without {@link Vocabulary#UNKNOWN}
   */
  private void checkParts(Map<Split, Tokens.Builder> raw, List<String> different)
      throws IOException {
    if (raw.get(Split.TRAIN).length() == 0) {
      throw new InvalidSettingException("data", "the text has no token to learn from: " + where());
    }
    if (different.size() < 2) {
      throw new InvalidSettingException(
          "data",
          "the text has fewer than two different tokens, so there is nothing to predict: "
              + where()
              + (different.isEmpty() ? rareness() : " has only '" + different.get(0) + "'"));
    }
    for (Split split : Split.values()) {
      boolean wanted =
          parts.shared()
              ? (split == Split.VALID ? config.shares().valid() : config.shares().test()) > 0
              : !parts.of(split).isEmpty();
      if (split != Split.TRAIN && wanted && raw.get(split).length() == 0) {
        throw new InvalidSettingException(
            parts.shared() ? "split" : split.label(),
            "the "
                + split.label()
                + " part is empty: "
                + where()
                + " has "
                + raw.get(Split.TRAIN).length()
                + " tokens to learn from");
      }
    }
  }

  /** Why no word is left, where that may be the reason. */
  private String rareness() {
    return config.tokenizer() instanceof Tokenizer.Words words && words.minimumCount() > 1
        ? " has no word that occurs tokenizer.minimumCount: " + words.minimumCount() + " times"
        : "";
  }

  private String where() {
    List<TextFile> all = parts.all();
    String others = all.size() > 1 ? " and " + (all.size() - 1) + " more" : "";
    return all.get(0).path() + others;
  }
}
