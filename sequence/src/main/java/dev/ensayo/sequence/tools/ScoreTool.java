package dev.ensayo.sequence.tools;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.corpus.TokenUnit;
import dev.ensayo.core.corpus.Vocabulary;
import dev.ensayo.core.plugin.RunTool;
import dev.ensayo.sequence.text.CorpusScore;
import dev.ensayo.sequence.text.TokenModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * {@code score}: how likely the model of a finished run finds the lines of a file.
 *
 * <p>A line is a text by itself, unless lines follow one another; its end counts where the
 * vocabulary has it, so that a line is likelier than its own beginning only if it may well end
 * there.
 */
public final class ScoreTool implements RunTool<ScoreConfig> {
  private static final String ROW = "%14s %8s %12s  %s";

  /** A line with what the model says of it. */
  private record Line(String text, CorpusScore score) {}

  @Override
  public String name() {
    return "score";
  }

  @Override
  public String summary() {
    return "Log-likelihood and perplexity of the lines of a file, or their ranking.";
  }

  @Override
  public Class<ScoreConfig> configType() {
    return ScoreConfig.class;
  }

  @Override
  public Operands operands() {
    return new Operands(
        "FILE",
        1,
        1,
        "text in UTF-8, also packed with gzip; - for the standard input; each line is scored");
  }

  @Override
  public void use(ScoreConfig options, Call call) throws IOException {
    ImmutableList<String> texts = TextLines.read(call.operands().get(0));
    try (SavedModel saved = SavedModel.open(call, options.adaptation())) {
      List<Line> lines = score(texts, saved, options.continuous());
      print(lines, options.rank(), saved.vocabulary().unit(), call.out());
      call.out().flush();
    }
  }

  private static List<Line> score(List<String> texts, SavedModel saved, boolean continuous) {
    TokenModel model = saved.model();
    List<ImmutableIntArray> encoded = encode(texts, saved.vocabulary());
    List<Line> lines = new ArrayList<>();
    model.restart();
    for (int i = 0; i < texts.size(); i++) {
      if (!continuous) {
        model.restart();
      }
      double nats = 0;
      ImmutableIntArray tokens = encoded.get(i);
      for (int t = 0; t < tokens.length(); t++) {
        nats -= Math.log(model.probability(tokens.get(t)));
        model.read(tokens.get(t));
      }
      String text = texts.get(i);
      long characters = text.codePointCount(0, text.length()) + 1L;
      lines.add(new Line(text, new CorpusScore(nats, tokens.length(), characters)));
    }
    return lines;
  }

  private static List<ImmutableIntArray> encode(List<String> texts, Vocabulary vocabulary) {
    OptionalInt lineEnd =
        vocabulary.id(vocabulary.unit() == TokenUnit.BYTE ? Integer.toString('\n') : "\n");
    List<ImmutableIntArray> encoded = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      try {
        ImmutableIntArray.Builder tokens =
            ImmutableIntArray.builder().addAll(vocabulary.encode(texts.get(i)));
        lineEnd.ifPresent(tokens::add);
        encoded.add(tokens.build());
      } catch (InvalidSettingException e) {
        throw new InvalidSettingException("", "line " + (i + 1) + ": " + e.getMessage());
      }
    }
    return encoded;
  }

  private static void print(List<Line> lines, boolean rank, TokenUnit unit, PrintWriter out) {
    List<Line> ordered = new ArrayList<>(lines);
    if (rank) {
      ordered.sort(Comparator.comparingDouble(line -> line.score().nats()));
    }
    out.println(
        (rank ? "rank  " : "")
            + String.format(ROW, "log-likelihood", "tokens", "perplexity", "text"));
    for (int i = 0; i < ordered.size(); i++) {
      CorpusScore score = ordered.get(i).score();
      out.println(
          (rank ? String.format(Locale.ROOT, "%4d  ", i + 1) : "")
              + String.format(
                  ROW,
                  number(-score.nats()),
                  score.tokens(),
                  score.tokens() == 0 ? "-" : number(score.perplexity()),
                  ordered.get(i).text()));
    }
    double nats = lines.stream().mapToDouble(line -> line.score().nats()).sum();
    long tokens = lines.stream().mapToLong(line -> line.score().tokens()).sum();
    long characters = lines.stream().mapToLong(line -> line.score().characters()).sum();
    if (tokens == 0) {
      throw new InvalidSettingException("", "there is no token in the file's lines");
    }
    CorpusScore total = new CorpusScore(nats, tokens, characters);
    out.println(
        "total: log-likelihood "
            + number(-nats)
            + " nats of "
            + tokens
            + " tokens ("
            + unit.name().toLowerCase(Locale.ROOT)
            + "s), perplexity "
            + number(total.perplexity())
            + " per token, "
            + number(total.bitsPerCharacter())
            + " bits per character");
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
