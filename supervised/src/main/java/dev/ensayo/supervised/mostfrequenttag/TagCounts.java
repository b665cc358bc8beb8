package dev.ensayo.supervised.mostfrequenttag;

import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import dev.ensayo.core.file.AtomicFile;
import dev.ensayo.core.labelledtext.LabelledTextPart;
import dev.ensayo.core.labelledtext.TextEncoder;
import dev.ensayo.supervised.mostfrequenttag.MostFrequentTagConfig.UnknownWords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often each word, and each ending of a rare word, has each tag.
 *
 * <p>The probability of tag k is (n_k + p_k) / (n + 1) with the counts n of the word, or of the
 * longest ending known (as Brants, "TnT: a statistical part-of-speech tagger", 2000, section 2.3,
 * judges unknown words, without its smoothing over endings), and p_k the share of the tag in the
 * training part: the most frequent tag is the likeliest, and of equals the one that is more
 * frequent elsewhere.
 */
final class TagCounts {
  /** Its name in the folder of a run. */
  static final String FILE = "tags.tsv";

  private static final Splitter FIELDS = Splitter.on('\t');
  private static final Joiner TABS = Joiner.on('\t');
  private static final String WORD = "word";
  private static final String ENDING = "ending";
  private static final String CAPITAL = "^";

  private final int classes;
  private final Map<String, long[]> words = new TreeMap<>();
  private final Map<String, long[]> endings = new TreeMap<>();
  private final long[] all;

  /** Of nothing: every tag is equally likely. */
  TagCounts(int classes) {
    this.classes = classes;
    this.all = new long[classes];
  }

  /** Counts the training part. */
  static TagCounts of(
      LabelledTextPart train, TextEncoder encoder, int classes, MostFrequentTagConfig config) {
    TagCounts counts = new TagCounts(classes);
    for (int i = 0; i < train.size(); i++) {
      List<String> written = train.written(i);
      int[] labels = train.labels(i);
      for (int t = 0; t < labels.length; t++) {
        count(counts.words, encoder.looked(written.get(t)), labels[t], classes);
        counts.all[labels[t]]++;
      }
    }
    int longest = config.unknown() == UnknownWords.SUFFIX ? config.longestSuffix() : 0;
    for (int i = 0; i < train.size(); i++) {
      List<String> written = train.written(i);
      int[] labels = train.labels(i);
      for (int t = 0; t < labels.length; t++) {
        String word = written.get(t);
        if (Arrays.stream(counts.words.get(encoder.looked(word))).sum() <= config.rareCount()) {
          for (int length = 0; length <= Math.min(longest, letters(word)); length++) {
            count(counts.endings, ending(word, length), labels[t], classes);
          }
        }
      }
    }
    return counts;
  }

  private static void count(Map<String, long[]> table, String key, int label, int classes) {
    table.computeIfAbsent(key, k -> new long[classes])[label]++;
  }

  private static int letters(String word) {
    return word.codePointCount(0, word.length());
  }

  /** The last letters, made small, behind a mark if the word begins with a capital. */
  private static String ending(String word, int length) {
    String end = word.substring(word.offsetByCodePoints(word.length(), -length));
    boolean capital = length > 0 && Character.isUpperCase(word.codePointAt(0));
    int[] small = end.codePoints().map(Character::toLowerCase).toArray();
    return (capital ? CAPITAL : "") + new String(small, 0, small.length);
  }

  /** K. */
  int classes() {
    return classes;
  }

  /** How many different words there are. */
  int size() {
    return words.size();
  }

  /**
   * The probability of each tag.
   *
   * @param written the word as it is written
   * @param looked the same as it is looked up
   * @param into receives K numbers from {@code offset} on
   */
  void probabilities(String written, String looked, float[] into, int offset) {
    long[] counts = words.get(looked);
    int length = letters(written);
    while (counts == null && length >= 0) {
      counts = endings.get(ending(written, length--));
    }
    if (counts == null) {
      counts = all; // there is no rare word
    }
    double sum = Arrays.stream(counts).sum();
    double total = Arrays.stream(all).sum();
    for (int k = 0; k < classes; k++) {
      double share = total == 0 ? 1.0 / classes : all[k] / total;
      into[offset + k] = (float) ((counts[k] + share) / (sum + 1));
    }
  }

  /**
   * Writes a line for each word and ending: the tags that it has by number, each with its count.
   */
  void write(Path folder, List<String> tags) throws IOException {
    StringBuilder text = new StringBuilder("tags\t\t").append(TABS.join(tags)).append('\n');
    row(text, "all", "", all);
    words.forEach((word, counts) -> row(text, WORD, word, counts));
    endings.forEach((ending, counts) -> row(text, ENDING, ending, counts));
    AtomicFile.write(
        folder.resolve(FILE), out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
  }

  private static void row(StringBuilder text, String what, String name, long[] counts) {
    text.append(what).append('\t').append(name);
    for (int k = 0; k < counts.length; k++) {
      if (counts[k] > 0) {
        text.append('\t').append(k).append(':').append(counts[k]);
      }
    }
    text.append('\n');
  }

  /**
   * @throws IOException if the file is not there or damaged
   */
  static TagCounts read(Path folder, int classes) throws IOException {
    Path file = folder.resolve(FILE);
    TagCounts read = new TagCounts(classes);
    List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    for (int line = 1; line < lines.size(); line++) {
      List<String> fields = FIELDS.splitToList(lines.get(line));
      long[] counts = new long[classes];
      try {
        for (String field : fields.subList(2, fields.size())) {
          int colon = field.indexOf(':');
          counts[Integer.parseInt(field.substring(0, colon))] =
              Long.parseLong(field.substring(colon + 1));
        }
      } catch (NumberFormatException | IndexOutOfBoundsException e) {
        throw new IOException(file + ", line " + (line + 1) + ": counts were expected", e);
      }
      switch (fields.get(0)) {
        case WORD -> read.words.put(fields.get(1), counts);
        case ENDING -> read.endings.put(fields.get(1), counts);
        default -> System.arraycopy(counts, 0, read.all, 0, classes);
      }
    }
    return read;
  }
}
