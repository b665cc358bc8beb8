package dev.ensayo.sequence.spelling;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.corpus.Vocabulary;
import dev.ensayo.core.file.AtomicFile;
import dev.ensayo.sequence.kneserney.Discounts;
import dev.ensayo.sequence.kneserney.KneserNey;
import dev.ensayo.sequence.kneserney.NgramContext;
import dev.ensayo.sequence.kneserney.NgramTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A model of how rare words are spelled: interpolated Kneser–Ney over the code points of each and
 * an end, of order {@value #ORDER}. Below the lowest order every code point of Unicode is equally
 * likely, so that there is no word without a probability and the probabilities of all words sum up
 * to 1.
 *
 * <p>With it a word outside of a vocabulary is paid for in full: −ln p of {@link
 * Vocabulary#UNKNOWN} and then −ln p of its letters are the length of a code from which the text
 * can be read back, and a vocabulary that drops words gains nothing by it. Not thread-safe.
 */
public final class Speller {
  /** Name of its file in a run's folder. */
  public static final String FILE = "spelling.gz";

  static final int ORDER = 7;

  /** Stands behind each word, and before it. */
  static final int END = Character.MAX_CODE_POINT + 1;

  private static final String FORMAT = "ensayo-spelling/1";

  private final NgramTree tree;
  private final KneserNey smoothing;
  private final NgramContext context;
  private final Map<String, Double> known = new HashMap<>();

  private Speller(NgramTree tree) {
    this.tree = tree;
    this.smoothing = new KneserNey(tree, Discounts.estimate(tree, false));
    this.context = new NgramContext(tree);
  }

  /**
   * Of words and how often each occurs.
   *
   * @param words in an order that is always the same
   */
  static Speller of(Map<String, Integer> words) {
    NgramTree tree = new NgramTree(ORDER, END + 1);
    NgramContext context = new NgramContext(tree);
    words.forEach(
        (word, times) -> {
          context.beginPadded(END);
          word.codePoints().forEach(point -> context.count(point, times));
          context.count(END, times);
        });
    return new Speller(tree);
  }

  /** −ln p of a word's letters and its end. */
  public double nats(String word) {
    return known.computeIfAbsent(word, this::spell);
  }

  private double spell(String word) {
    context.restartPadded(END);
    double nats = 0;
    for (int point : word.codePoints().toArray()) {
      nats += natsOf(point);
      context.read(point);
    }
    return nats + natsOf(END);
  }

  private double natsOf(int point) {
    return -Math.log(smoothing.probability(context.suffixes(), point));
  }

  /** How likely a letter, or {@link #END}, is behind the first ones of a word. */
  double probability(String before, int point) {
    context.restartPadded(END);
    before.codePoints().forEach(context::read);
    return smoothing.probability(context.suffixes(), point);
  }

  /** Writes it into a run's folder. */
  public void write(Path directory) throws IOException {
    AtomicFile.write(
        directory.resolve(FILE),
        out -> {
          GZIPOutputStream zipped = new GZIPOutputStream(out);
          StateWriter writer = new StateWriter(zipped);
          writer.section(FORMAT);
          tree.write(writer);
          writer.flush();
          zipped.finish();
        });
  }

  /**
   * Reads it from a run's folder; empty where the run left none.
   *
   * @throws IOException naming the file, if it is damaged
   */
  public static Optional<Speller> read(Path directory) throws IOException {
    Path file = directory.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      StateReader reader = new StateReader(new GZIPInputStream(in));
      reader.section(FORMAT);
      NgramTree tree = NgramTree.read(reader);
      if (tree.vocabulary() != END + 1) {
        throw new IOException("it has " + tree.vocabulary() + " letters instead of " + (END + 1));
      }
      return Optional.of(new Speller(tree));
    } catch (IOException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }
}
