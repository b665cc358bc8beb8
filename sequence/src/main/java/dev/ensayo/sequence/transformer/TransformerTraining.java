package dev.ensayo.sequence.transformer;

import com.google.common.collect.ImmutableSet;
import dev.ensayo.backend.SequenceModels;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.SequenceModel;
import dev.ensayo.backend.model.SequenceState;
import dev.ensayo.backend.model.SequenceWindow;
import dev.ensayo.backend.spec.TransformerNetworkSpec;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.corpus.Corpus;
import dev.ensayo.core.corpus.Tokens;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.metrics.KeptPoint;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.TestProgress;
import dev.ensayo.core.training.TrainingContext;
import dev.ensayo.sequence.embedding.EmbeddingStart;
import dev.ensayo.sequence.languagemodel.TokenTraining;
import dev.ensayo.sequence.text.CorpusScore;
import dev.ensayo.sequence.text.StartToken;
import dev.ensayo.sequence.text.TokenModel;
import java.io.IOException;

/**
 * A run of a transformer on windows of a text that stand alone.
 *
 * <p>At each test the validation part is scored; at the end the best model takes the place of the
 * last and the test part is scored with it.
 */
final class TransformerTraining extends TokenTraining {
  /** Names of the metrics of a run. */
  static final ImmutableSet<String> METRICS =
      ImmutableSet.<String>builder()
          .add(
              "train/loss",
              "train/grad_norm",
              "train/learning_rate",
              "model/parameters",
              KeptPoint.METRIC)
          .addAll(CorpusScore.metrics())
          .build();

  /** Windows that are scored side by side. */
  private static final int SCORED_AT_ONCE = 16;

  private final TransformerConfig config;
  private final int startToken;
  private final ContextWindows windows;
  private final ContextScorer scorer;
  private final SequenceWindow window = new SequenceWindow();
  private final FitResult result = new FitResult();

  TransformerTraining(TransformerConfig config, TrainingContext context) {
    super(config, context, () -> create(config, context));
    this.config = config;
    Corpus corpus = (Corpus) context.environment();
    this.startToken = StartToken.of(corpus.vocabulary());
    this.windows = windows(config, corpus, seeds(context).child("windows"));
    this.scorer =
        new ContextScorer(
            model(), startToken, SCORED_AT_ONCE, config.network().context(), config.stride());
  }

  private static SequenceModel create(TransformerConfig config, TrainingContext context) {
    Corpus corpus = (Corpus) context.environment();
    return SequenceModels.create(
        network(config, corpus.vocabulary().size()),
        context.backend(),
        seeds(context).seed("network"),
        Math.max(config.batchSize(), SCORED_AT_ONCE));
  }

  /**
   * The windows of the training text.
   *
   * @throws InvalidSettingException if it is too short for one
   */
  static ContextWindows windows(TransformerConfig config, Corpus corpus, SeedSequence seeds) {
    return new ContextWindows(
        corpus.tokens(Split.TRAIN),
        StartToken.of(corpus.vocabulary()),
        config.batchSize(),
        config.network().context(),
        config.windows() == TransformerConfig.Windows.DRAWN,
        seeds);
  }

  private static TransformerNetworkSpec network(TransformerConfig config, int vocabulary) {
    return new TransformerNetworkSpec(
        vocabulary,
        config.embedding().map(EmbeddingStart::train).orElse(true),
        config.network(),
        config.optimization().updater(),
        config.optimization().regularization(),
        config.optimization().gradientClipping());
  }

  @Override
  protected long step(long room) {
    windows.next(tokensLeft(Long.MAX_VALUE));
    window
        .steps(config.network().context())
        .tokens(windows.inputs())
        .targets(windows.targets())
        .mask(windows.mask());
    model().fit(window, SequenceState.none(windows.sequences()), result);
    return learned(result, windows.count(), windows.atStart());
  }

  @Override
  protected void test(long number) {
    if (number == 0) {
      recordStart();
    }
    validate();
    if (number > 0 && position() >= end()) {
      finish();
    }
  }

  @Override
  protected double nats(Tokens tokens, TestProgress progress) {
    return scorer.score(tokens, progress);
  }

  @Override
  protected TokenModel reader() {
    return new TransformerTokenModel(model(), startToken);
  }

  @Override
  protected String file() {
    return TransformerTokenModel.FILE;
  }

  @Override
  protected String section() {
    return "transformer";
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    super.saveState(out);
    windows.saveState(out);
    best().saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    super.loadState(in);
    windows.loadState(in);
    best().loadState(in);
  }
}
