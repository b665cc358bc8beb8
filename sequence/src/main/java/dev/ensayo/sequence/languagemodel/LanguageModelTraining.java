package dev.ensayo.sequence.languagemodel;

import com.google.common.collect.ImmutableSet;
import dev.ensayo.backend.SequenceModels;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.SequenceModel;
import dev.ensayo.backend.model.SequenceState;
import dev.ensayo.backend.model.SequenceWindow;
import dev.ensayo.backend.spec.SequenceInput;
import dev.ensayo.backend.spec.SequenceNetworkSpec;
import dev.ensayo.backend.spec.SequenceOutput;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.corpus.Corpus;
import dev.ensayo.core.corpus.TokenUnit;
import dev.ensayo.core.corpus.Tokens;
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
import dev.ensayo.sequence.network.Divergence;
import dev.ensayo.sequence.network.GradientReach;
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
 * A run of a recurrent language model, trained by truncated backpropagation through time over
 * parallel streams of the text: the state is carried over a window's edge and reset at the start of
 * an epoch.
 *
 * <p>At each test the validation part is scored; at the end the best model takes the place of the
 * last and the test part is scored with it.
 */
final class LanguageModelTraining extends ScheduledTraining {
  /** Names of the metrics of a run. */
  static final ImmutableSet<String> METRICS =
      ImmutableSet.<String>builder()
          .add("train/loss", "train/grad_norm", "train/learning_rate")
          .add(
              "train/gradient_reach",
              "train/averaged_updates",
              "model/parameters",
              KeptPoint.METRIC)
          .addAll(CorpusScore.metrics())
          .build();

  private static final int UPDATES_PER_SLICE = 4;

  /** Windows shorter than this would make scoring slow. */
  private static final int SHORTEST_SCORING_WINDOW = 64;

  /** Sequences over which ∂h_T/∂h_t is averaged. */
  private static final int REACH_SEQUENCES = 8;

  private final LanguageModelConfig config;
  private final Vocabulary vocabulary;
  private final SeedSequence seeds;
  private final Clock clock;
  private final TokenStreams streams;
  private final SequenceModel model;
  private final Optional<StartingVectors> start;
  private final SequenceState state;
  private final SplitScorer scorer;
  private final BestModel best;
  private final LearningRate learningRate;
  private final Optional<WeightAverage> average;
  private final GradientReach reach;
  private final SequenceWindow reachWindow;
  private final FitResult result = new FitResult();
  private final MetricMeans.Mean loss = means().mean("train/loss");
  private final MetricMeans.Mean gradientNorm = means().mean("train/grad_norm");
  private final MetricMeans.Mean rate = means().mean("train/learning_rate");
  private final Optional<Speller> speller;
  private final HeldOut heldOut;
  private final TestProgress testing;
  private long updates;
  private long tokensLearned;

  LanguageModelTraining(LanguageModelConfig config, TrainingContext context) {
    super(context, context.budget().clock(), "throughput/tokens_per_second", UPDATES_PER_SLICE);
    this.config = config;
    this.clock = context.budget().clock();
    Corpus corpus = (Corpus) context.environment();
    this.vocabulary = corpus.vocabulary();
    this.seeds = context.seeds().child("agent");
    int startToken = StartToken.of(vocabulary);
    this.streams = streams(config, corpus);
    checkValidation(config, corpus);
    this.speller = RareWords.speller(corpus);
    this.heldOut = new HeldOut(corpus, speller, config.scoring().bound());
    this.testing = context.testing();
    this.learningRate = new LearningRate(config.optimization().updater(), config.plateauDecay());
    this.reachWindow = reachWindow(corpus.tokens(Split.TRAIN), startToken);
    int longestWindow =
        Math.max(Math.max(config.window(), SHORTEST_SCORING_WINDOW), config.gradientReach() + 1);
    this.model =
        SequenceModels.create(
            network(config, vocabulary.size()),
            context.backend(),
            seeds.seed("network"),
            Math.max(Math.max(config.streams(), config.scoring().streams()), REACH_SEQUENCES),
            longestWindow);
    this.start =
        StartingVectors.of(
            config.embedding(),
            vocabulary,
            corpus.tokens(Split.TRAIN),
            config.embeddingSize(),
            context);
    start.ifPresent(vectors -> vectors.putInto(model));
    this.average =
        config
            .averaging()
            .map(
                averaging ->
                    new WeightAverage(
                        model,
                        averaging,
                        () ->
                            SequenceModels.create(
                                network(config, vocabulary.size()),
                                context.backend(),
                                seeds.seed("network"),
                                1,
                                1)));
    this.state = model.newState(config.streams());
    this.scorer = new SplitScorer(model, startToken, config.scoring(), longestWindow);
    this.best = new BestModel(model, config.keepBest());
    this.reach = new GradientReach(model, seeds.child("gradient reach"));
  }

  /** The first tokens of some pieces spread over the training text; null where none is wanted. */
  private SequenceWindow reachWindow(Tokens tokens, int startToken) {
    int steps = Math.min(config.gradientReach() + 1, tokens.length());
    if (config.gradientReach() == 0) {
      return null;
    }
    int[] inputs = new int[steps * REACH_SEQUENCES];
    for (int sequence = 0; sequence < REACH_SEQUENCES; sequence++) {
      int from = (int) ((long) (tokens.length() - steps) * sequence / REACH_SEQUENCES);
      for (int t = 0; t < steps; t++) {
        inputs[t * REACH_SEQUENCES + sequence] = t == 0 ? startToken : tokens.get(from + t - 1);
      }
    }
    return new SequenceWindow().steps(steps).tokens(inputs);
  }

  /**
   * The training text cut into streams.
   *
   * @throws InvalidSettingException if it is too short for them
   */
  static TokenStreams streams(LanguageModelConfig config, Corpus corpus) {
    return new TokenStreams(
        corpus.tokens(Split.TRAIN),
        StartToken.of(corpus.vocabulary()),
        config.streams(),
        config.window());
  }

  /**
   * Checks that the output layer suits the vocabulary.
   *
   * @throws InvalidSettingException if it is for words and the tokens are others, or larger
   */
  static void checkOutput(LanguageModelConfig config, Vocabulary vocabulary) {
    if (!(config.output() instanceof OutputLayer.Adaptive adaptive)) {
      return;
    }
    if (vocabulary.unit() != TokenUnit.WORD) {
      throw new InvalidSettingException(
          "output",
          "an adaptive softmax needs words, which are numbered by falling count; the tokens of the"
              + " text are "
              + Settings.label(vocabulary.unit())
              + "s: take tokenizer: words or output: softmax");
    }
    try {
      SequenceOutput.ClusteredClasses.checkCutoffs(adaptive.cutoffs(), vocabulary.size());
    } catch (InvalidSettingException e) {
      throw new InvalidSettingException("output.cutoffs", e.getMessage());
    }
  }

  /**
   * Checks that what is decided by a validation part has one.
   *
   * @throws InvalidSettingException if it has not
   */
  static void checkValidation(LanguageModelConfig config, Corpus corpus) {
    if (!corpus.tokens(Split.VALID).isEmpty()) {
      return;
    }
    String key = null;
    if (config.averaging().isPresent()) {
      key = "averaging";
    } else if (config.plateauDecay().isPresent()) {
      key = "plateauDecay";
    }
    if (config.patience().isPresent()) {
      key = "patience";
    }
    if (key != null) {
      throw new InvalidSettingException(
          key,
          key + " needs a validation part, and the text has none; give it one or leave that out");
    }
  }

  /** The network that is trained. */
  static SequenceNetworkSpec network(LanguageModelConfig config, int vocabulary) {
    return new SequenceNetworkSpec(
        new SequenceInput.Tokens(
            vocabulary,
            config.embeddingSize(),
            config.initialRange(),
            config.wordDropout(),
            config.embedding().map(EmbeddingStart::train).orElse(true)),
        config.stack().specs(config.embeddingDropout()),
        config.stack().dropout(),
        config.output().of(vocabulary, config.tiedOutput(), config.initialRange()),
        config.optimization().updater(),
        config.optimization().regularization(),
        config.optimization().gradientClipping(),
        config.recurrentRegularization());
  }

  @Override
  protected long step(long room) {
    if (streams.atStart()) {
      state.reset();
    }
    streams.next(clock == Clock.TOKEN ? end() - position() : Long.MAX_VALUE / 2);
    int steps = streams.steps();
    model.fitWindow(
        streams.inputs(),
        streams.targets(),
        streams.mask(),
        steps,
        Math.min(steps, config.backwardSteps().orElse(steps)),
        state,
        result);
    Divergence.check(result, updates);
    loss.add(result.loss(), streams.count());
    gradientNorm.add(result.gradientNorm());
    double used = learningRate.at(updates);
    if (!Double.isNaN(used)) {
      rate.add(used);
    }
    updates++;
    average.ifPresent(WeightAverage::updated);
    tokensLearned += streams.count();
    return switch (clock) {
      case TOKEN -> streams.count();
      case UPDATE -> 1;
      default -> streams.atStart() ? 1 : 0;
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
    if (reachWindow != null) {
      reach.measure(reachWindow, model.newState(REACH_SEQUENCES), number, position());
      record("train/gradient_reach", reach.steps());
    }
    average.ifPresent(WeightAverage::enter);
    if (!heldOut.isEmpty(Split.VALID)) {
      CorpusScore score = score(Split.VALID);
      best.test(score.nats(), position());
      learningRate.test(best.testsSince() == 0, model);
      average.ifPresent(weights -> weights.test(score.nats()));
      if (config.patience().isPresent() && best.testsSince() >= config.patience().getAsInt()) {
        stopEarly();
      }
    }
    average.ifPresent(weights -> record("train/averaged_updates", (double) weights.averaged()));
    if (number == 0 || position() < end()) {
      average.ifPresent(WeightAverage::leave);
    } else {
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
    out.section("language model");
    out.writeLong(updates);
    model.saveState(out);
    state.saveState(out);
    streams.saveState(out);
    best.saveState(out);
    learningRate.saveState(out);
    if (average.isPresent()) {
      average.get().saveState(out);
    }
    reach.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    super.loadState(in);
    in.section("language model");
    updates = in.readLong();
    model.loadState(in);
    state.loadState(in);
    streams.loadState(in);
    best.loadState(in);
    learningRate.loadState(in);
    if (average.isPresent()) {
      average.get().loadState(in);
    }
    reach.loadState(in);
  }

  @Override
  public void writeModel(Path directory) throws IOException {
    model.write(directory.resolve(RecurrentTokenModel.FILE));
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
    List<Exhibit> exhibits = new ArrayList<>(reach.exhibits(clock.budgetKey()));
    start.ifPresent(vectors -> exhibits.add(vectors.exhibit()));
    try (RecurrentTokenModel reader = new RecurrentTokenModel(model, StartToken.of(vocabulary))) {
      exhibits.addAll(SampleTexts.of(config.samples(), reader, vocabulary, seeds.child("samples")));
    }
    return exhibits;
  }

  @Override
  public void close() {
    average.ifPresent(WeightAverage::close);
    model.close();
  }
}
