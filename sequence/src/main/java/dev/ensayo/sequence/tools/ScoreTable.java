package dev.ensayo.sequence.tools;

import dev.ensayo.core.corpus.TokenUnit;
import dev.ensayo.sequence.text.CorpusScore;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Prints scored lines. */
final class ScoreTable {
  private static final String ROW = "%14s %8s %8s %12s  %s";
  private static final String TOKEN_ROW = "%14s %8s   %s";

  private final ScoreConfig options;
  private final PrintWriter out;

  ScoreTable(ScoreConfig options, PrintWriter out) {
    this.options = options;
    this.out = out;
  }

  /** All of them, likeliest first where they are ranked, and their total. */
  void print(List<ScoredLine> lines, TokenUnit unit) {
    List<ScoredLine> ordered = new ArrayList<>(lines);
    if (options.rank()) {
      ordered.sort(Comparator.comparingDouble(line -> line.score().natsWithSpelling()));
    }
    out.println(
        (options.rank() ? "rank  " : "")
            + String.format(ROW, "log-likelihood", "tokens", "unknown", "perplexity", "text"));
    for (int i = 0; i < ordered.size(); i++) {
      CorpusScore score = ordered.get(i).score();
      out.println(
          (options.rank() ? String.format(Locale.ROOT, "%4d  ", i + 1) : "")
              + String.format(
                  ROW,
                  number(-score.natsWithSpelling()),
                  score.tokens(),
                  score.unknown(),
                  score.tokens() == 0
                      ? "-"
                      : number(Math.exp(score.natsWithSpelling() / score.tokens())),
                  ordered.get(i).text()));
      if (options.tokens()) {
        printTokens(ordered.get(i));
      }
    }
    printTotal(ScoredLine.total(lines), unit.name().toLowerCase(Locale.ROOT) + "s");
  }

  private void printTokens(ScoredLine line) {
    out.println(String.format(TOKEN_ROW, "-ln p", "rank", "token"));
    for (ScoredToken token : line.tokens()) {
      String letters =
          token.isKnown() ? "" : "  unknown, its letters cost " + number(token.spelling());
      out.println(
          String.format(TOKEN_ROW, number(token.nats()), token.rank(), token.shown() + letters));
    }
  }

  private void printTotal(CorpusScore total, String tokens) {
    String unknown =
        total.unknown() == 0
            ? ""
            : String.format(
                Locale.ROOT,
                ", %d of them unknown (%.1f%%), whose letters cost %.4f",
                total.unknown(),
                100.0 * total.unknown() / total.tokens(),
                total.spelling());
    out.println(
        "total: "
            + figures(total.natsWithSpelling(), total, tokens + ")" + unknown)
            + ", "
            + number(total.bitsPerCharacter())
            + " bits per character");
    if (total.unknown() > 0) {
      out.println(
          "without the letters of unknown words: " + figures(total.nats(), total, tokens + ")"));
    }
  }

  private static String figures(double nats, CorpusScore total, String tokens) {
    return "log-likelihood "
        + number(-nats)
        + " nats of "
        + total.tokens()
        + " tokens ("
        + tokens
        + ", perplexity "
        + number(Math.exp(nats / total.tokens()))
        + " per token";
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
