package dev.ensayo.sequence.ngram;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.corpus.Tokens;
import dev.ensayo.core.corpus.Vocabulary;
import dev.ensayo.core.file.AtomicFile;
import dev.ensayo.core.training.TestProgress;
import dev.ensayo.sequence.kneserney.Discounts;
import dev.ensayo.sequence.kneserney.KneserNey;
import dev.ensayo.sequence.kneserney.NgramContext;
import dev.ensayo.sequence.kneserney.NgramTree;
import dev.ensayo.sequence.text.StartToken;
import dev.ensayo.sequence.text.TokenModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A trained n-gram model, one token at a time. */
public final class NgramModel implements TokenModel {
  /** Name of its file in a run's folder. */
  static final String FILE = "ngrams.gz";

  /** Tokens that are scored before it is said how far a text is. */
  private static final int TOKENS_PER_REPORT = 1000;

  private static final String FORMAT = "ensayo-ngrams/1";

  private final NgramTree tree;
  private final KneserNey smoothing;
  private final NgramContext context;
  private final int startToken;

  NgramModel(NgramTree tree, Discounts[] discounts, int startToken) {
    this.tree = tree;
    this.smoothing = new KneserNey(tree, discounts);
    this.context = new NgramContext(tree);
    this.startToken = startToken;
    restart();
  }

  @Override
  public int vocabulary() {
    return tree.vocabulary();
  }

  /** Forgets everything, also that a text begins. */
  void forget() {
    context.restart();
  }

  @Override
  public void restart() {
    context.restart();
    context.read(startToken);
  }

  @Override
  public void probabilities(float[] target) {
    for (int token = 0; token < tree.vocabulary(); token++) {
      target[token] = (float) probability(token);
    }
  }

  @Override
  public double probability(int token) {
    return smoothing.probability(context.suffixes(), token);
  }

  @Override
  public void read(int token) {
    context.read(token);
  }

  /**
   * Σ −ln p over a text, read from its start.
   *
   * @param progress hears how far it is
   */
  double nats(Tokens text, TestProgress progress) {
    restart();
    double nats = 0;
    for (int i = 0; i < text.length(); i++) {
      int token = text.get(i);
      nats -= Math.log(probability(token));
      read(token);
      if ((i + 1) % TOKENS_PER_REPORT == 0) {
        progress.at(i + 1, text.length());
      }
    }
    progress.at(text.length(), text.length());
    return nats;
  }

  /**
   * Writes the n-grams with their counts into a run's folder: gzip of a section {@value #FORMAT},
   * order, V, whether the discounts are modified, and arrays of the nodes' parents, tokens and
   * counts.
   */
  static void write(Path directory, NgramTree tree, boolean modified) throws IOException {
    AtomicFile.write(
        directory.resolve(FILE),
        out -> {
          GZIPOutputStream zipped = new GZIPOutputStream(out);
          StateWriter writer = new StateWriter(zipped);
          writer.section(FORMAT);
          writer.writeBoolean(modified);
          tree.write(writer);
          writer.flush();
          zipped.finish();
        });
  }

  /**
   * The model of a finished run.
   *
   * @param directory the run's folder
   * @throws IOException if its file cannot be read
   */
  public static NgramModel load(Path directory, Vocabulary vocabulary) throws IOException {
    Path file = directory.resolve(FILE);
    try (InputStream in = Files.newInputStream(file)) {
      StateReader reader = new StateReader(new GZIPInputStream(in));
      reader.section(FORMAT);
      boolean modified = reader.readBoolean();
      NgramTree tree = NgramTree.read(reader);
      if (tree.vocabulary() != vocabulary.size()) {
        throw new IOException(
            "it counts "
                + tree.vocabulary()
                + " different tokens, the vocabulary has "
                + vocabulary.size());
      }
      return new NgramModel(tree, Discounts.estimate(tree, modified), StartToken.of(vocabulary));
    } catch (IOException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Writes the model of a finished run as an {@link ArpaFile}.
   *
   * @param directory the run's folder
   * @throws IOException if the run's file cannot be read or the other not be written
   */
  public static void writeArpa(Path directory, Vocabulary vocabulary, Path file)
      throws IOException {
    try (NgramModel model = load(directory, vocabulary)) {
      new ArpaFile(model.tree, model.smoothing, vocabulary).write(file);
    }
  }

  @Override
  public void close() {}
}
