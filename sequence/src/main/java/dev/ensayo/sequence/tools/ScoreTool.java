package dev.ensayo.sequence.tools;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.plugin.RunTool;
import dev.ensayo.sequence.spelling.Speller;
import dev.ensayo.sequence.text.CorpusScore;
import java.io.IOException;
import java.util.List;

/**
 * {@code score}: how likely the model of a finished run finds the lines of a file.
 *
 * <p>A line is a text by itself, unless lines follow one another; its end counts where the
 * vocabulary has it, so that a line is likelier than its own beginning only if it may well end
 * there. A word that the vocabulary does not have is paid for letter by letter, so that it is never
 * likelier than a known one for being unknown.
 */
public final class ScoreTool implements RunTool<ScoreConfig> {
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
    ImmutableList<String> all = TextLines.read(call.operands().get(0));
    List<String> texts = all.subList(0, Math.min(all.size(), options.lines().orElse(all.size())));
    try (SavedModel saved = SavedModel.open(call, options.adaptation())) {
      List<ScoredLine> lines =
          new LineScorer(saved, options.tokens())
              .score(texts, options.continuous(), new Progress(call.err()));
      CorpusScore total = ScoredLine.total(lines);
      if (total.tokens() == 0) {
        throw new InvalidSettingException("", "there is no token in the file's lines");
      }
      if (total.unknown() > 0 && saved.speller().isEmpty()) {
        call.err()
            .println(
                "note: the letters of unknown words cost nothing here, for the run has no "
                    + Speller.FILE
                    + "; runs that are made now have one");
      }
      new ScoreTable(options, call.out()).print(lines, saved.vocabulary().unit());
      call.out().flush();
    }
  }
}
