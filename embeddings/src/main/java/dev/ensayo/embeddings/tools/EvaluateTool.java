package dev.ensayo.embeddings.tools;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.ConfigBinder;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.embeddings.evaluation.TestFile;
import dev.ensayo.embeddings.evaluation.WordEvaluator;
import dev.ensayo.embeddings.evaluation.WordTests;
import dev.ensayo.embeddings.vectors.CosineSearch;
import dev.ensayo.embeddings.vectors.VectorChoice;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code evaluate}: analogies and word similarity of the vectors of a run or of a file, with
 * intervals.
 */
public final class EvaluateTool extends VectorTool<EvaluateConfig> {
  @Override
  public String name() {
    return "evaluate";
  }

  @Override
  public String summary() {
    return "Tests word vectors by analogies and by word pairs that people scored.";
  }

  @Override
  public Class<EvaluateConfig> configType() {
    return EvaluateConfig.class;
  }

  @Override
  public Operands operands() {
    return new Operands(
        "TEST",
        0,
        Integer.MAX_VALUE,
        "files of analogies (Google's format) or of scored word pairs, or spanish; without any, a"
            + " run is asked its own tests");
  }

  @Override
  int limit(EvaluateConfig options) {
    return options.limit();
  }

  @Override
  Optional<VectorChoice> vectors(EvaluateConfig options) {
    return options.vectors();
  }

  @Override
  public void use(EvaluateConfig options, Call call) throws IOException {
    if (!call.operands().isEmpty()) {
      super.use(options, call);
      return;
    }
    Optional<WordTests> own = ownTests(call.config());
    if (own.isEmpty()) {
      throw new InvalidSettingException(
          "", "the run has no agent.tests of its own; name a TEST: " + operands().meaning());
    }
    print(ofRun(options, call), List.of(evaluator(own.get())), call.out());
  }

  private static Optional<WordTests> ownTests(ConfigNode.Mapping config) {
    if (config.entries().get("agent") instanceof ConfigNode.Mapping agent
        && agent.entries().get("tests") instanceof ConfigNode.Mapping tests) {
      WordTests own = ConfigBinder.bind(tests, "agent.tests", WordTests.class);
      return own.analogies().isEmpty() && own.similarities().isEmpty()
          ? Optional.empty()
          : Optional.of(own);
    }
    return Optional.empty();
  }

  @Override
  void answer(EvaluateConfig options, Searched searched, List<String> tests, PrintWriter out)
      throws IOException {
    if (tests.isEmpty()) {
      throw new InvalidSettingException(
          "", "vectors of a file have no tests of their own; name a TEST: " + operands().meaning());
    }
    ImmutableList.Builder<WordEvaluator> evaluators = ImmutableList.builder();
    for (String test : tests) {
      evaluators.add(evaluator(TestFile.asTests(test, options.vocabulary())));
    }
    print(searched, evaluators.build(), out);
  }

  /** Errors of a test's file are told by the file alone, not by a setting. */
  private static WordEvaluator evaluator(WordTests tests) {
    try {
      return new WordEvaluator(tests, Optional.empty());
    } catch (InvalidSettingException e) {
      throw new InvalidSettingException("", e.getMessage());
    }
  }

  private static void print(Searched searched, List<WordEvaluator> tests, PrintWriter out) {
    CosineSearch search = new CosineSearch(searched.vectors());
    out.printf(
        Locale.ROOT,
        "%,d words of %d numbers%n",
        search.vectors().size(),
        search.vectors().dimension());
    ScoreTables tables = new ScoreTables(out);
    for (WordEvaluator test : tests) {
      WordEvaluator.Scores scores =
          test.evaluate(search, searched.unknown(), new PrintedProgress(searched.err()));
      scores.analogies().ifPresent(tables::analogies);
      tables.similarities(scores.similarities());
    }
  }
}
