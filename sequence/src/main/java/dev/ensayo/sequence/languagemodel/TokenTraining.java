package dev.ensayo.sequence.languagemodel;

import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.SequenceModel;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.corpus.Corpus;
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
import dev.ensayo.core.preprocessing.TextProfile;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.ScheduledTraining;
import dev.ensayo.core.training.TestProgress;
import dev.ensayo.core.training.TrainingContext;
import dev.ensayo.sequence.embedding.StartingVectors;
import dev.ensayo.sequence.network.Divergence;
import dev.ensayo.sequence.spelling.RareWords;
import dev.ensayo.sequence.spelling.Speller;
import dev.ensayo.sequence.text.CorpusScore;
import dev.ensayo.sequence.text.HeldOut;
import dev.ensayo.sequence.text.SampleTexts;
import dev.ensayo.sequence.text.TokenModel;
import dev.ensayo.sequence.text.VocabularyFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * A run of a network that predicts the next token of a text: what is the same however the text is
 * walked. At each test the validation part is scored; at the end the best model takes the place of
 * the last and the test part is scored with it.
 */
public abstract class TokenTraining extends ScheduledTraining {
  private static final int UPDATES_PER_SLICE = 4;

  private final TokenLearning config;
  private final Vocabulary vocabulary;
  private final SeedSequence seeds;
  private final SequenceModel model;
  private final Optional<StartingVectors> start;
  private final BestModel best;
  private final LearningRate learningRate;
  private final MetricMeans.Mean loss = means().mean("train/loss");
  private final MetricMeans.Mean gradientNorm = means().mean("train/grad_norm");
  private final MetricMeans.Mean rate = means().mean("train/learning_rate");
  private final Tokens trainingPart;
  private final Optional<Speller> speller;
  private final HeldOut heldOut;
  private final TestProgress testing;
  private long updates;
  private long tokensLearned;

  /**
   * @param models makes what is trained
   */
  protected TokenTraining(
      TokenLearning config, TrainingContext context, Supplier<SequenceModel> models) {
    super(context, context.budget().clock(), "throughput/tokens_per_second", UPDATES_PER_SLICE);
    this.config = config;
    Corpus corpus = (Corpus) context.environment();
    this.vocabulary = corpus.vocabulary();
    this.seeds = seeds(context);
    this.speller = RareWords.speller(corpus);
    this.heldOut = new HeldOut(corpus, speller, config.bound());
    this.testing = context.testing();
    this.learningRate = new LearningRate(config.optimization().updater(), config.plateauDecay());
    this.model = models.get();
    this.trainingPart = corpus.tokens(Split.TRAIN);
    this.start =
        StartingVectors.of(
            config.embedding(), vocabulary, trainingPart, config.embeddingSize(), context);
    start.ifPresent(vectors -> vectors.putInto(model));
    this.best = new BestModel(model, config.keepBest());
  }

  /** Those of the agent. */
  protected static SeedSequence seeds(TrainingContext context) {
    return context.seeds().child("agent");
  }

  /**
   * Σ −ln p of the model over tokens.
   *
   * @param progress is told how far it is
   */
  protected abstract double nats(Tokens tokens, TestProgress progress);

  /** The model as one that is asked token by token; the caller closes it, which leaves it open. */
  protected abstract TokenModel reader();

  /** What the model's file is called. */
  protected abstract String file();

  /** What its part of a checkpoint is called. */
  protected abstract String section();

  /** What is trained. */
  public final SequenceModel model() {
    return model;
  }

  protected final BestModel best() {
    return best;
  }

  protected final LearningRate learningRate() {
    return learningRate;
  }

  /** How many tokens the next update may have at most. */
  protected final long tokensLeft(long most) {
    return clock() == Clock.TOKEN ? end() - position() : most;
  }

  /**
   * Counts an update.
   *
   * @param count tokens that it learned from
   * @param epochEnded whether the next begins the text anew
   * @return by how much the run's clock went on
   */
  protected final long learned(FitResult result, int count, boolean epochEnded) {
    heard(result, count);
    return moved(count, updates, epochEnded);
  }

  /**
   * Takes what came of a window, or of a worker's part of it.
   *
   * @param count tokens that it learned from
   */
  protected final void heard(FitResult result, int count) {
    Divergence.check(result, updates);
    loss.add(result.loss(), count);
    gradientNorm.add(result.gradientNorm());
  }

  /** Updates before the one that is under way. */
  protected final long updatesMade() {
    return updates;
  }

  /**
   * Counts an update.
   *
   * @param count tokens that it learned from
   * @param step of the schedule, from 0
   * @param epochEnded whether the next begins the text anew
   * @return by how much the run's clock went on
   */
  protected final long moved(int count, long step, boolean epochEnded) {
    double used = learningRate.at(step);
    if (!Double.isNaN(used)) {
      rate.add(used);
    }
    updates++;
    tokensLearned += count;
    return switch (clock()) {
      case TOKEN -> count;
      case UPDATE -> 1;
      default -> epochEnded ? 1 : 0;
    };
  }

  @Override
  protected final long workDone() {
    return tokensLearned;
  }

  @Override
  protected final OptionalLong updates() {
    return OptionalLong.of(updates);
  }

  /** What is recorded at the first test alone. */
  protected final void recordStart() {
    record("model/parameters", model.parameterCount());
    start.ifPresent(vectors -> vectors.record(this::record));
    heldOut.describe(Split.VALID, this::record);
  }

  /** Scores the validation part, if there is one; the run may end with it. */
  protected final Optional<CorpusScore> validate() {
    if (heldOut.isEmpty(Split.VALID)) {
      return Optional.empty();
    }
    CorpusScore score = score(Split.VALID);
    best.test(score.nats(), position());
    if (config.patience().isPresent() && best.testsSince() >= config.patience().getAsInt()) {
      stopEarly();
    }
    return Optional.of(score);
  }

  /** Takes the best model and scores the test part, if there is one. */
  protected final void finish() {
    best.restore().ifPresent(at -> record(KeptPoint.METRIC, (double) at));
    if (!heldOut.isEmpty(Split.TEST)) {
      heldOut.describe(Split.TEST, this::record);
      score(Split.TEST);
    }
  }

  private CorpusScore score(Split split) {
    return heldOut.test(split, tokens -> nats(tokens, testing), this::record);
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    super.saveState(out);
    out.section(section());
    out.writeLong(updates);
    model.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    super.loadState(in);
    in.section(section());
    updates = in.readLong();
    model.loadState(in);
  }

  @Override
  public final void writeModel(Path directory) throws IOException {
    model.write(directory.resolve(file()));
    VocabularyFile.write(directory, vocabulary);
    if (speller.isPresent()) {
      speller.get().write(directory);
    }
    new Preprocessing(
            Inputs.Tokens.of(vocabulary),
            new Outputs.Tokens(),
            List.of(TextProfile.ofTokens(trainingPart, vocabulary)))
        .write(directory);
  }

  @Override
  public final List<String> notes() {
    return start.map(StartingVectors::notes).orElse(List.of());
  }

  @Override
  public List<Exhibit> exhibits() {
    List<Exhibit> exhibits = new ArrayList<>();
    start.ifPresent(vectors -> exhibits.add(vectors.exhibit()));
    try (TokenModel reader = reader()) {
      exhibits.addAll(SampleTexts.of(config.samples(), reader, vocabulary, seeds.child("samples")));
    }
    return exhibits;
  }

  @Override
  public void close() {
    model.close();
  }
}
