package dev.ensayo.sequence.tools;

import com.google.common.primitives.ImmutableIntArray;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.NearestName;
import dev.ensayo.core.corpus.Vocabulary;
import dev.ensayo.core.plugin.RunTool;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.text.CodePointReader;
import dev.ensayo.core.text.TextSource;
import dev.ensayo.sequence.spelling.RareWords;
import dev.ensayo.sequence.text.TokenSampler;
import java.io.IOException;
import java.io.PrintWriter;

/** {@code sample}: text that the model of a finished run writes. */
public final class SampleTool implements RunTool<SampleConfig> {
  @Override
  public String name() {
    return "sample";
  }

  @Override
  public String summary() {
    return "Text that the language model of a run writes.";
  }

  @Override
  public Class<SampleConfig> configType() {
    return SampleConfig.class;
  }

  @Override
  public Operands operands() {
    return Operands.NONE;
  }

  @Override
  public void use(SampleConfig options, Call call) throws IOException {
    try (SavedModel saved = SavedModel.open(call)) {
      ImmutableIntArray prompt = encode(saved.vocabulary(), options.prompt().orElse(""));
      tellUnknown(saved.vocabulary(), options.prompt().orElse(""), call.err());
      TokenSampler sampler =
          new TokenSampler(options.sampling(), new SeedSequence(options.seed()).stream("sample"));
      ImmutableIntArray written = sampler.write(saved.model(), prompt, options.length());
      ImmutableIntArray text = ImmutableIntArray.builder().addAll(prompt).addAll(written).build();
      call.out().println(saved.vocabulary().decode(text));
      call.out().flush();
    }
  }

  /** Words of a prompt that the model reads as one that it does not know. */
  private static void tellUnknown(Vocabulary vocabulary, String prompt, PrintWriter err) {
    if (RareWords.hasUnknown(vocabulary)) {
      vocabulary.cut(prompt).stream()
          .filter(word -> vocabulary.id(word).isEmpty())
          .distinct()
          .forEach(
              word ->
                  err.println(
                      "note: '"
                          + word
                          + "' is not among the words that were learned, and is read as "
                          + Vocabulary.UNKNOWN
                          + NearestName.question(word, vocabulary.tokens())
                              .map(question -> "; " + question)
                              .orElse("")));
      err.flush();
    }
  }

  /** The prompt as the texts that are learned from are read: every kind of line end is one. */
  private static ImmutableIntArray encode(Vocabulary vocabulary, String prompt) throws IOException {
    try {
      return vocabulary.encode(CodePointReader.read(TextSource.of("the prompt", prompt)));
    } catch (InvalidSettingException e) {
      throw new InvalidSettingException("prompt", e.getMessage());
    }
  }
}
