package dev.ensayo.sequence.languagemodel;

import com.google.common.collect.ImmutableSet;
import dev.ensayo.backend.SequenceModels;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.SequenceModel;
import dev.ensayo.backend.model.SequenceState;
import dev.ensayo.backend.model.SequenceWindow;
import dev.ensayo.backend.spec.SequenceInput;
import dev.ensayo.backend.spec.SequenceNetworkSpec;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.corpus.Corpus;
import dev.ensayo.core.corpus.Tokens;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.metrics.KeptPoint;
import dev.ensayo.core.parallel.DataParallelism;
import dev.ensayo.core.parallel.Team;
import dev.ensayo.core.training.TestProgress;
import dev.ensayo.core.training.TrainingContext;
import dev.ensayo.sequence.embedding.EmbeddingStart;
import dev.ensayo.sequence.network.GradientReach;
import dev.ensayo.sequence.text.CorpusScore;
import dev.ensayo.sequence.text.StartToken;
import dev.ensayo.sequence.text.TokenModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A run of a recurrent language model, trained by truncated backpropagation through time over
 * parallel streams of the text: the state is carried over a window's edge and reset at the start of
 * an epoch.
 *
 * <p>At each test the validation part is scored; at the end the best model takes the place of the
 * last and the test part is scored with it.
 */
final class LanguageModelTraining extends TokenTraining {
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

  /** Windows shorter than this would make scoring slow. */
  private static final int SHORTEST_SCORING_WINDOW = 64;

  /** Sequences over which ∂h_T/∂h_t is averaged. */
  private static final int REACH_SEQUENCES = 8;

  private final LanguageModelConfig config;
  private final int startToken;
  private final TokenStreams streams;
  private final SequenceState state;
  private final Optional<ParallelWindows> parallel;
  private final SplitScorer scorer;
  private final Optional<WeightAverage> average;
  private final GradientReach reach;
  private final SequenceWindow reachWindow;
  private final FitResult result = new FitResult();
  private int heard;

  LanguageModelTraining(LanguageModelConfig config, TrainingContext context) {
    super(
        config,
        context,
        () ->
            create(
                config,
                context,
                Math.max(Math.max(config.streams(), config.scoring().streams()), REACH_SEQUENCES),
                longestWindow(config)));
    this.config = config;
    Corpus corpus = (Corpus) context.environment();
    this.startToken = StartToken.of(corpus.vocabulary());
    this.streams = streams(config, corpus, 0);
    LanguageModelChecks.checkValidation(config, corpus);
    this.reachWindow = reachWindow(corpus.tokens(Split.TRAIN));
    this.average =
        config
            .averaging()
            .map(
                averaging ->
                    new WeightAverage(model(), averaging, () -> create(config, context, 1, 1)));
    this.state = model().newState(config.streams());
    this.parallel = config.training().map(training -> parallel(training, context));
    this.scorer = new SplitScorer(model(), startToken, config.scoring(), longestWindow(config));
    this.reach = new GradientReach(model(), seeds(context).child("gradient reach"));
  }

  private static int longestWindow(LanguageModelConfig config) {
    return Math.max(Math.max(config.window(), SHORTEST_SCORING_WINDOW), config.gradientReach() + 1);
  }

  private ParallelWindows parallel(DataParallelism training, TrainingContext context) {
    Team team =
        new Team(
            new TokenReplica(model(), config, streams),
            training,
            context.workers(),
            rank -> replica(config, context, rank));
    return new ParallelWindows(team, training, streams.windows());
  }

  /** What a worker learns with that does not lead. */
  static TokenReplica replica(LanguageModelConfig config, TrainingContext context, int rank) {
    return new TokenReplica(
        create(config, context, "network-" + rank, config.streams(), config.window()),
        config,
        streams(config, (Corpus) context.environment(), rank));
  }

  private static SequenceModel create(
      LanguageModelConfig config, TrainingContext context, int sequences, int window) {
    return create(config, context, "network", sequences, window);
  }

  private static SequenceModel create(
      LanguageModelConfig config, TrainingContext context, String seed, int sequences, int window) {
    Corpus corpus = (Corpus) context.environment();
    return SequenceModels.create(
        network(config, corpus.vocabulary().size()),
        context.backend(),
        seeds(context).seed(seed),
        sequences,
        window);
  }

  /** The first tokens of some pieces spread over the training text; null where none is wanted. */
  private SequenceWindow reachWindow(Tokens tokens) {
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
   * The training text cut into streams, those of one worker.
   *
   * @throws InvalidSettingException if it is too short for them
   */
  static TokenStreams streams(LanguageModelConfig config, Corpus corpus, int rank) {
    int workers = config.training().map(DataParallelism::workers).orElse(1);
    return new TokenStreams(
        corpus.tokens(Split.TRAIN),
        StartToken.of(corpus.vocabulary()),
        Math.multiplyExact(config.streams(), workers),
        config.window(),
        rank * config.streams(),
        config.streams());
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
    if (parallel.isPresent()) {
      return step(parallel.get());
    }
    if (streams.atStart()) {
      state.reset();
    }
    streams.next(tokensLeft(Long.MAX_VALUE / 2));
    int steps = streams.steps();
    model()
        .fitWindow(
            streams.inputs(),
            streams.targets(),
            streams.mask(),
            steps,
            Math.min(steps, config.backwardSteps().orElse(steps)),
            state,
            result);
    long moved = learned(result, streams.count(), streams.atStart());
    average.ifPresent(WeightAverage::updated);
    return moved;
  }

  private long step(ParallelWindows windows) {
    heard = 0;
    boolean met = windows.next(tokensLeft(Long.MAX_VALUE), this::hear);
    if (met) {
      average.ifPresent(WeightAverage::updated);
    }
    return moved(heard, windows.steps(updatesMade()), windows.atStart());
  }

  private void hear(double[] told) {
    result.set(told[0], told[1]);
    int count = (int) told[2];
    heard(result, count);
    heard += count;
  }

  @Override
  protected void test(long number) {
    parallel.ifPresent(ParallelWindows::share);
    testShared(number);
    if (position() < end()) {
      parallel.ifPresent(ParallelWindows::endSharing);
    }
  }

  private void testShared(long number) {
    if (number == 0) {
      recordStart();
    }
    if (reachWindow != null) {
      reach.measure(reachWindow, model().newState(REACH_SEQUENCES), number, position());
      record("train/gradient_reach", reach.steps());
    }
    average.ifPresent(WeightAverage::enter);
    validate()
        .ifPresent(
            score -> {
              learningRate().test(best().testsSince() == 0, model());
              average.ifPresent(weights -> weights.test(score.nats()));
            });
    average.ifPresent(weights -> record("train/averaged_updates", (double) weights.averaged()));
    if (number == 0 || position() < end()) {
      average.ifPresent(WeightAverage::leave);
    } else {
      finish();
    }
  }

  @Override
  protected double nats(Tokens tokens, TestProgress progress) {
    return scorer.score(tokens, progress);
  }

  @Override
  protected TokenModel reader() {
    return new RecurrentTokenModel(model(), startToken);
  }

  @Override
  protected String file() {
    return RecurrentTokenModel.FILE;
  }

  @Override
  protected String section() {
    return "language model";
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    super.saveState(out);
    state.saveState(out);
    streams.saveState(out);
    best().saveState(out);
    learningRate().saveState(out);
    if (average.isPresent()) {
      average.get().saveState(out);
    }
    reach.saveState(out);
    if (parallel.isPresent()) {
      parallel.get().saveState(out);
    }
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    super.loadState(in);
    state.loadState(in);
    streams.loadState(in);
    best().loadState(in);
    learningRate().loadState(in);
    if (average.isPresent()) {
      average.get().loadState(in);
    }
    reach.loadState(in);
    if (parallel.isPresent()) {
      parallel.get().loadState(in);
    }
  }

  @Override
  public List<Exhibit> exhibits() {
    List<Exhibit> exhibits = new ArrayList<>(reach.exhibits(clock().budgetKey()));
    exhibits.addAll(super.exhibits());
    return exhibits;
  }

  @Override
  public void close() {
    average.ifPresent(WeightAverage::close);
    parallel.ifPresent(ParallelWindows::close);
    super.close();
  }
}
