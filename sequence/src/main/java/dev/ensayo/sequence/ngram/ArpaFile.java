package dev.ensayo.sequence.ngram;

import dev.ensayo.core.corpus.Vocabulary;
import dev.ensayo.core.file.AtomicFile;
import dev.ensayo.sequence.kneserney.KneserNey;
import dev.ensayo.sequence.kneserney.NgramContext;
import dev.ensayo.sequence.kneserney.NgramTree;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/**
 * n-grams in the ARPA form that SRILM, KenLM and others read: log10 p of the last token after the
 * ones before it, the n-gram, and log10 of the weight with which shorter contexts are asked after
 * it. Interpolated probabilities are exactly those of such a file: p(w|h) of an n-gram that is
 * listed, else the weight of h times p(w|h').
 *
 * <p>White space in tokens is escaped (\s, \n, \t, \\u{…}), and a backslash doubled. Texts are read
 * here in one piece, a line end being a token; {@code <s>} and {@code </s>}, which readers want,
 * are listed with probability 0.
 */
final class ArpaFile {
  private static final String IMPOSSIBLE = "-99";

  private final NgramTree tree;
  private final KneserNey smoothing;
  private final Vocabulary vocabulary;
  private final NgramContext context;

  ArpaFile(NgramTree tree, KneserNey smoothing, Vocabulary vocabulary) {
    this.tree = tree;
    this.smoothing = smoothing;
    this.vocabulary = vocabulary;
    this.context = new NgramContext(tree);
  }

  /** Writes the file. */
  void write(Path file) throws IOException {
    AtomicFile.write(
        file,
        out -> {
          Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
          write(writer);
          writer.flush();
        });
  }

  private void write(Writer out) throws IOException {
    long[] counts = new long[tree.order() + 1];
    for (int node = 1; node < tree.size(); node++) {
      counts[tree.depth(node)]++;
    }
    counts[1] = vocabulary.size();
    for (String mark : new String[] {"<s>", "</s>"}) {
      counts[1] += vocabulary.id(mark).isPresent() ? 0 : 1;
    }
    out.write("\\data\\\n");
    for (int order = 1; order <= tree.order(); order++) {
      out.write("ngram " + order + "=" + counts[order] + "\n");
    }
    for (int order = 1; order <= tree.order(); order++) {
      out.write("\n\\" + order + "-grams:\n");
      if (order == 1) {
        writeTokens(out);
      } else {
        for (int node = 1; node < tree.size(); node++) {
          if (tree.depth(node) == order) {
            writeNode(out, node);
          }
        }
      }
    }
    out.write("\n\\end\\\n");
  }

  private void writeTokens(Writer out) throws IOException {
    for (String mark : new String[] {"<s>", "</s>"}) {
      if (vocabulary.id(mark).isEmpty()) {
        out.write(IMPOSSIBLE + "\t" + mark + "\n");
      }
    }
    context.restart();
    for (int token = 0; token < vocabulary.size(); token++) {
      double p = smoothing.probability(context.suffixes(), token);
      int node = tree.child(NgramTree.ROOT, token);
      out.write(number(p) + "\t" + written(vocabulary.token(token)) + weight(node) + "\n");
    }
  }

  private void writeNode(Writer out, int node) throws IOException {
    int[] tokens = new int[tree.depth(node)];
    int at = node;
    for (int i = tokens.length - 1; i >= 0; i--) {
      tokens[i] = tree.token(at);
      at = tree.parent(at);
    }
    context.restart();
    StringBuilder ngram = new StringBuilder();
    for (int i = 0; i < tokens.length - 1; i++) {
      context.read(tokens[i]);
      ngram.append(written(vocabulary.token(tokens[i]))).append(' ');
    }
    int last = tokens[tokens.length - 1];
    double p = smoothing.probability(context.suffixes(), last);
    out.write(number(p) + "\t" + ngram + written(vocabulary.token(last)) + weight(node) + "\n");
  }

  /** Of an n-gram that others begin with; nothing where it is 1. */
  private String weight(int node) {
    boolean isContext = node != NgramTree.NONE && tree.depth(node) < tree.order();
    double weight = isContext ? smoothing.backoff(node) : 1;
    return weight == 1 ? "" : "\t" + number(weight);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.8f", Math.log10(value));
  }

  /** A token without white space. */
  static String written(String token) {
    StringBuilder written = new StringBuilder();
    token
        .codePoints()
        .forEach(
            point -> {
              switch (point) {
                case '\\' -> written.append("\\\\");
                case '\n' -> written.append("\\n");
                case '\t' -> written.append("\\t");
                case ' ' -> written.append("\\s");
                default -> {
                  if (Character.isWhitespace(point)
                      || Character.isSpaceChar(point)
                      || Character.isISOControl(point)) {
                    written.append(String.format("\\u{%04X}", point));
                  } else {
                    written.appendCodePoint(point);
                  }
                }
              }
            });
    return written.toString();
  }
}
