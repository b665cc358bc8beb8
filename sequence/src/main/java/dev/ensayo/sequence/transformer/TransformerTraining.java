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
import dev.ensayo.core.corpus.Vocabulary;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.metrics.KeptPoint;
import dev.ensayo.core.metrics.MetricMeans;
import dev.ensayo.core.preprocessing.Inputs;
import dev.ensayo.core.preprocessing.Outputs;
import dev.ensayo.core.preprocessing.Preprocessing;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.ScheduledTraining;
import dev.ensayo.core.training.TestProgress;
import dev.ensayo.core.training.TrainingContext;
import dev.ensayo.sequence.embedding.EmbeddingStart;
import dev.ensayo.sequence.embedding.StartingVectors;
import dev.ensayo.sequence.languagemodel.BestModel;
import dev.ensayo.sequence.languagemodel.LearningRate;
import dev.ensayo.sequence.network.Divergence;
import dev.ensayo.sequence.spelling.RareWords;
import dev.ensayo.sequence.spelling.Speller;
import dev.ensayo.sequence.text.CorpusScore;
import dev.ensayo.sequence.text.HeldOut;
import dev.ensayo.sequence.text.SampleTexts;
import dev.ensayo.sequence.text.StartToken;
import dev.ensayo.sequence.text.VocabularyFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A run of a transformer on windows of a text that stand alone.
 *
 * <p>At each test the validation part is scored; at the end the best model takes the place of the
 * last and the test part is scored with it.
 */
final class TransformerTraining extends ScheduledTraining {
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

  private static final int UPDATES_PER_SLICE = 4;

  /** Windows that are scored side by side. */
  private static final int SCORED_AT_ONCE = 16;

  private final TransformerConfig config;
  private final Vocabulary vocabulary;
  private final SeedSequence seeds;
  private final Clock clock;
  private final ContextWindows windows;
  private final SequenceModel model;
  private final Optional<StartingVectors> start;
  private final ContextScorer scorer;
  private final BestModel best;
  private final LearningRate learningRate;
  private final SequenceWindow window = new SequenceWindow();
  private final FitResult result = new FitResult();
  private final MetricMeans.Mean loss = means().mean("train/loss");
  private final MetricMeans.Mean gradientNorm = means().mean("train/grad_norm");
  private final MetricMeans.Mean rate = means().mean("train/learning_rate");
  private final Optional<Speller> speller;
  private final HeldOut heldOut;
  private final TestProgress testing;
  private long updates;
  private long tokensLearned;

  TransformerTraining(TransformerConfig config, TrainingContext context) {
    super(context, context.budget().clock(), "throughput/tokens_per_second", UPDATES_PER_SLICE);
    this.config = config;
    this.clock = context.budget().clock();
    Corpus corpus = (Corpus) context.environment();
    this.vocabulary = corpus.vocabulary();
    this.seeds = context.seeds().child("agent");
    this.windows = windows(config, corpus, seeds.child("windows"));
    this.speller = RareWords.speller(corpus);
    this.heldOut = new HeldOut(corpus, speller, config.scoring().bound());
    this.testing = context.testing();
    this.learningRate = new LearningRate(config.optimization().updater(), Optional.empty());
    this.model =
        SequenceModels.create(
            network(config, vocabulary.size()),
            context.backend(),
            seeds.seed("network"),
            Math.max(config.batchSize(), SCORED_AT_ONCE));
    this.start =
        StartingVectors.of(
            config.embedding(),
            vocabulary,
            corpus.tokens(Split.TRAIN),
            config.network().embeddingSize(),
            context);
    start.ifPresent(vectors -> vectors.putInto(model));
    this.scorer =
        new ContextScorer(
            model,
            StartToken.of(vocabulary),
            SCORED_AT_ONCE,
            config.network().context(),
            config.stride());
    this.best = new BestModel(model, config.keepBest());
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
    windows.next(clock == Clock.TOKEN ? end() - position() : Long.MAX_VALUE);
    window
        .steps(config.network().context())
        .tokens(windows.inputs())
        .targets(windows.targets())
        .mask(windows.mask());
    model.fit(window, SequenceState.none(windows.sequences()), result);
    Divergence.check(result, updates);
    loss.add(result.loss(), windows.count());
    gradientNorm.add(result.gradientNorm());
    double used = learningRate.at(updates);
    if (!Double.isNaN(used)) {
      rate.add(used);
    }
    updates++;
    tokensLearned += windows.count();
    return switch (clock) {
      case TOKEN -> windows.count();
      case UPDATE -> 1;
      default -> windows.atStart() ? 1 : 0;
    };
  }

  @Override
  protected long workDone() {
    return tokensLearned;
  }

  @Override
  protected OptionalLong updates() {
    return OptionalLong.of(updates);
  }

  @Override
  protected void test(long number) {
    if (number == 0) {
      record("model/parameters", model.parameterCount());
      start.ifPresent(vectors -> vectors.record(this::record));
      heldOut.describe(Split.VALID, this::record);
    }
    if (!heldOut.isEmpty(Split.VALID)) {
      CorpusScore score = score(Split.VALID);
      best.test(score.nats(), position());
      if (config.patience().isPresent() && best.testsSince() >= config.patience().getAsInt()) {
        stopEarly();
      }
    }
    if (number > 0 && position() >= end()) {
      best.restore().ifPresent(at -> record(KeptPoint.METRIC, (double) at));
      if (!heldOut.isEmpty(Split.TEST)) {
        heldOut.describe(Split.TEST, this::record);
        score(Split.TEST);
      }
    }
  }

  private CorpusScore score(Split split) {
    return heldOut.test(split, tokens -> scorer.score(tokens, testing), this::record);
  }

  /** What is trained. */
  SequenceModel model() {
    return model;
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    super.saveState(out);
    out.section("transformer");
    out.writeLong(updates);
    model.saveState(out);
    windows.saveState(out);
    best.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    super.loadState(in);
    in.section("transformer");
    updates = in.readLong();
    model.loadState(in);
    windows.loadState(in);
    best.loadState(in);
  }

  @Override
  public void writeModel(Path directory) throws IOException {
    model.write(directory.resolve(TransformerTokenModel.FILE));
    VocabularyFile.write(directory, vocabulary);
    if (speller.isPresent()) {
      speller.get().write(directory);
    }
    Preprocessing.of(Inputs.Tokens.of(vocabulary), new Outputs.Tokens()).write(directory);
  }

  @Override
  public List<String> notes() {
    return start.map(StartingVectors::notes).orElse(List.of());
  }

  @Override
  public List<Exhibit> exhibits() {
    List<Exhibit> exhibits = new ArrayList<>();
    start.ifPresent(vectors -> exhibits.add(vectors.exhibit()));
    try (TransformerTokenModel reader =
        new TransformerTokenModel(model, StartToken.of(vocabulary))) {
      exhibits.addAll(SampleTexts.of(config.samples(), reader, vocabulary, seeds.child("samples")));
    }
    return exhibits;
  }

  @Override
  public void close() {
    model.close();
  }
}
