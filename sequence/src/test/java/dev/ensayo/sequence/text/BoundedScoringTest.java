package dev.ensayo.sequence.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.environment.Split;
import dev.ensayo.core.fakes.RecordedMetrics;
import dev.ensayo.core.plugin.AgentProvider;
import dev.ensayo.sequence.fakes.MemoryCorpus;
import dev.ensayo.sequence.fakes.Runs;
import dev.ensayo.sequence.languagemodel.LanguageModelProvider;
import dev.ensayo.sequence.ngram.NgramProvider;
import dev.ensayo.sequence.transformer.TransformerProvider;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** scoring.maximumTokens of each agent: as if the rest of what is held out were not there. */
class BoundedScoringTest {
  private static final MemoryCorpus WHOLE = MemoryCorpus.ofMarkovChain(3_000, 600, 500, 5);
  private static final String NGRAM = "order: 3, samples: {length: 0}, scoring: {";
  private static final String LANGUAGE_MODEL =
      "hiddenUnits: 8, streams: 4, window: 10, samples: {length: 0}, scoring: {streams: 2, warmUp: 4, ";
  private static final String TRANSFORMER =
      "layers: 1, heads: 2, embeddingSize: 8, context: 8, samples: {length: 0}, scoring: {stride: 3, ";

  private static MemoryCorpus cut(int tokens) {
    return new MemoryCorpus(
        WHOLE.vocabulary(),
        OptionalDouble.empty(),
        WHOLE.tokens(Split.TRAIN).toArray(),
        WHOLE.tokens(Split.VALID).part(0, tokens).toArray(),
        WHOLE.tokens(Split.TEST).part(0, tokens).toArray());
  }

  private static <C extends Record> RecordedMetrics run(
      AgentProvider<C> provider, String settings, int most, MemoryCorpus corpus) {
    String all = "{" + settings + "maximumTokens: " + most + "}}";
    return new Runs<>(provider, all, corpus, "{tokens: 2000}", 1000, 1000, 1).run();
  }

  private static <C extends Record> void check(AgentProvider<C> provider, String settings) {
    RecordedMetrics bounded = run(provider, settings, 150, WHOLE);
    RecordedMetrics cut = run(provider, settings, 150, cut(150));
    for (String metric :
        new String[] {"valid/nats_per_token", "valid/bits_per_character", "test/nats_per_token"}) {
      assertThat(bounded.values(metric)).as(metric).isNotEmpty().isEqualTo(cut.values(metric));
    }
    assertThat(bounded.values("valid/scored_share")).containsExactly(150.0 / 600);
    assertThat(bounded.values("test/scored_share")).containsExactly(150.0 / 500);
    assertThat(provider.metrics()).contains("valid/scored_share", "test/scored_share");
    assertThat(cut.values("valid/scored_share")).isEmpty();
  }

  @Test
  void ofNgrams() {
    check(new NgramProvider(), NGRAM);
  }

  @Test
  void ofLanguageModels() {
    check(new LanguageModelProvider(), LANGUAGE_MODEL);
  }

  @Test
  void ofTransformers() {
    check(new TransformerProvider(), TRANSFORMER);
  }
}
