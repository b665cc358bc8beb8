package dev.ensayo.sequence.tools;

import dev.ensayo.core.transduction.Answer;
import dev.ensayo.core.transduction.Attention;
import dev.ensayo.sequence.transduction.NotationFile;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Prints answers beside their sources. */
final class AnswerTable {
  private static final String SOURCE = "source";
  private static final String ANSWER = "answer";
  private static final String GAP = "  ";
  private static final String BLANK = "␣";
  private static final String END = "(end)";
  private static final String CUT = "…";

  /** Weights below half a percent. */
  private static final String FAINT = "·";

  private static final double LEAST_WITH_FOUR_DECIMALS = 0.0001;
  private static final double WHOLE = 100;
  private static final int WEIGHT_WIDTH = 4;

  private final NotationFile.Notations notations;
  private final boolean attention;
  private final PrintWriter out;

  /**
   * @param attention whether it is shown as well
   */
  AnswerTable(NotationFile.Notations notations, boolean attention, PrintWriter out) {
    this.notations = notations;
    this.attention = attention;
    this.out = out;
  }

  /**
   * All of them.
   *
   * @param texts as they were given
   * @param sources their symbols
   * @param answers of each, the likeliest first
   */
  void print(List<String> texts, List<int[]> sources, List<List<Answer>> answers) {
    int sourceWidth = widest(SOURCE, texts);
    int answerWidth =
        widest(ANSWER, answers.stream().flatMap(List::stream).map(this::text).toList());
    out.println(row(SOURCE, sourceWidth, ANSWER, answerWidth, "probability"));
    for (int i = 0; i < texts.size(); i++) {
      String source = texts.get(i);
      for (Answer answer : answers.get(i)) {
        String probability = probability(Math.exp(answer.logProbability()));
        out.println(row(source, sourceWidth, text(answer), answerWidth, probability));
        source = "";
        if (attention) {
          printAttention(sources.get(i), answer);
        }
      }
    }
  }

  private static String probability(double p) {
    return String.format(Locale.ROOT, p < LEAST_WITH_FOUR_DECIMALS ? "%11.1e" : "%11.4f", p);
  }

  private static int widest(String heading, List<String> texts) {
    return Math.max(
        heading.length(),
        texts.stream().mapToInt(text -> text.codePointCount(0, text.length())).max().orElse(0));
  }

  private static String row(
      String source, int sourceWidth, String answer, int answerWidth, String probability) {
    return padded(source, sourceWidth) + GAP + padded(answer, answerWidth) + GAP + probability;
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.codePointCount(0, text.length())));
  }

  private String text(Answer answer) {
    return notations.target().decode(answer.symbols()) + (answer.isEnded() ? "" : CUT);
  }

  private void printAttention(int[] source, Answer answer) {
    if (answer.attention().isEmpty()) {
      out.println(GAP + "the model has no attention");
      return;
    }
    Attention weights = answer.attention().get();
    List<String> read = shown(notations.source().symbols(source));
    List<String> written = new ArrayList<>(shown(notations.target().symbols(answer.symbols())));
    if (answer.isEnded()) {
      written.add(END);
    }
    int names = widest("%", written);
    StringBuilder heading = new StringBuilder(GAP + padded("%", names));
    read.forEach(symbol -> heading.append(cell(symbol, symbol)));
    out.println(heading);
    for (int step = 0; step < written.size(); step++) {
      StringBuilder line = new StringBuilder(GAP + padded(written.get(step), names));
      for (int symbol = 0; symbol < read.size(); symbol++) {
        line.append(cell(percent(weights.weight(step, symbol)), read.get(symbol)));
      }
      out.println(line);
    }
  }

  /** As wide as the column's symbol and a weight need. */
  private static String cell(String text, String symbol) {
    int width = Math.max(WEIGHT_WIDTH, symbol.length() + 1);
    return " ".repeat(Math.max(1, width - text.length())) + text;
  }

  private static String percent(float weight) {
    long percent = Math.round(WHOLE * weight);
    return percent == 0 ? FAINT : Long.toString(percent);
  }

  private static List<String> shown(List<String> symbols) {
    return symbols.stream().map(symbol -> symbol.equals(" ") ? BLANK : symbol).toList();
  }
}
