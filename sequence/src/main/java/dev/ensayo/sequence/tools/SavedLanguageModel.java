package dev.ensayo.sequence.tools;

import com.google.common.collect.Iterables;
import com.google.common.primitives.ImmutableIntArray;
import dev.ensayo.core.asked.LanguageModel;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.text.CodePointReader;
import dev.ensayo.core.text.TextSource;
import dev.ensayo.sequence.text.CorpusScore;
import dev.ensayo.sequence.text.Sampling;
import dev.ensayo.sequence.text.TokenSampler;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import java.util.function.Predicate;

/** The language model of a finished run as {@code score} and {@code sample} ask it. */
final class SavedLanguageModel implements LanguageModel {
  private final SavedModel saved;

  /**
   * @param saved now owned by this
   */
  SavedLanguageModel(SavedModel saved) {
    this.saved = saved;
  }

  @Override
  public String unit() {
    return Settings.label(saved.vocabulary().unit());
  }

  @Override
  public void check(String text) {
    encode(text);
  }

  /** As the texts that are learned from are read: every kind of line end is one. */
  private String normal(String text) {
    try {
      return CodePointReader.read(TextSource.of("the text", text));
    } catch (IOException e) {
      throw new InvalidSettingException("", "the text cannot be read: " + e.getMessage());
    }
  }

  private ImmutableIntArray encode(String text) {
    return saved.vocabulary().encode(normal(text));
  }

  @Override
  public Score score(String text) {
    CorpusScore score =
        Iterables.getOnlyElement(
                new LineScorer(saved, false)
                    .score(
                        List.of(normal(text)),
                        false,
                        new Progress(new PrintWriter(Writer.nullWriter()))))
            .score();
    return new Score(score.tokens(), -(score.nats() + score.spelling()));
  }

  @Override
  public void write(String prompt, Writing how, Predicate<String> pieces) {
    TokenSampler sampler =
        new TokenSampler(
            new Sampling(how.temperature(), how.topK(), how.topP()),
            new SeedSequence(how.seed()).stream("sample"));
    ImmutableIntArray start = encode(prompt);
    TextPieces text = new TextPieces(saved.vocabulary(), start, pieces);
    sampler.write(saved.model(), start, how.length(), text);
    text.end();
  }

  @Override
  public void close() {
    saved.close();
  }
}
