package dev.ensayo.sequence.labelling;

import com.google.common.primitives.ImmutableIntArray;
import dev.ensayo.backend.SequenceModels;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.SequenceModel;
import dev.ensayo.backend.model.SequenceWindow;
import dev.ensayo.backend.spec.SequenceOutput;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.classification.ClassPredictions;
import dev.ensayo.core.classification.ClassWeights;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.labelledtext.KnownAccuracy;
import dev.ensayo.core.labelledtext.LabelledTextPart;
import dev.ensayo.core.labelledtext.LabelledTextSource;
import dev.ensayo.core.labelledtext.LabelledTextSpec;
import dev.ensayo.core.labelledtext.LabelledTextSpec.Answered;
import dev.ensayo.core.labelledtext.LabelledTexts;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.metrics.KeptPoint;
import dev.ensayo.core.metrics.MetricMeans;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.EarlyStopping.Watch;
import dev.ensayo.core.training.ScheduledTraining;
import dev.ensayo.core.training.StoppingRule;
import dev.ensayo.core.training.TrainingContext;
import dev.ensayo.core.training.TrainingFailedException;
import dev.ensayo.sequence.batches.EpochBatches;
import dev.ensayo.sequence.embedding.StartingVectors;
import dev.ensayo.sequence.network.Divergence;
import dev.ensayo.sequence.network.ModelSnapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A run of a recurrent network on labelled texts. Each text is read from its first token to its
 * last from a state of zeros, beside others of about its length, and walked back whole.
 *
 * <p>{@code train/loss} is the mean over answers from before each update, with dropout and weights
 * as they are in training; all other values of a part are measured without any of these.
 */
public final class LabelTraining extends ScheduledTraining {
  private static final int UPDATES_PER_SLICE = 4;

  private final LabelLearning learning;
  private final LabelledTexts texts;
  private final LabelledTextPart train;
  private final SequenceModel model;
  private final Optional<StartingVectors> start;
  private final FreshStates states;
  private final EpochBatches batches;
  private final LabelBatch batch;
  private final LabelAnswers answers;
  private final LabelRunFiles files;
  private final StoppingRule stopping;
  private final FitResult result = new FitResult();
  private final MetricMeans.Mean loss = means().mean("train/loss");
  private final MetricMeans.Mean gradientNorm = means().mean("train/grad_norm");
  private long updates;
  private long tokensRead;

  /**
   * @param context of a {@link LabelledTextSource}
   * @param output what the network puts out
   */
  public LabelTraining(RecurrentLabelling config, TrainingContext context, SequenceOutput output) {
    super(context, context.budget().clock(), "throughput/tokens_per_second", UPDATES_PER_SLICE);
    this.learning = config.learning();
    LabelledTextSource source = (LabelledTextSource) context.environment();
    LabelledTextSpec spec = source.spec();
    this.texts = source.texts(context.seeds());
    this.train = texts.part(Split.TRAIN);
    checkParts();
    boolean eachToken = spec.answered() == Answered.TOKEN;
    SeedSequence seeds = context.seeds().child("agent");
    this.model =
        SequenceModels.create(
            config.network(texts.encoder().size(), output),
            context.backend(),
            seeds.seed("network"),
            learning.batchSize(),
            longest());
    this.start =
        config
            .embedding()
            .map(
                asked ->
                    StartingVectors.of(
                        asked,
                        texts.encoder().inputs().tokens(),
                        counts(),
                        config.embeddingSize(),
                        context));
    start.ifPresent(vectors -> vectors.putInto(model));
    this.states = new FreshStates(model);
    this.batches =
        new EpochBatches(
            ImmutableIntArray.copyOf(IntStream.range(0, train.size()).map(train::length)),
            learning.batchSize(),
            seeds.child("batches"));
    this.batch = new LabelBatch(eachToken, classWeights(spec));
    this.answers = new LabelAnswers(model, eachToken, learning.batchSize());
    this.files = new LabelRunFiles(spec, texts, answers);
    this.stopping = new StoppingRule(learning.earlyStopping(), () -> new ModelSnapshot(model));
  }

  /** How often each token occurs in the training part. */
  private long[] counts() {
    long[] counts = new long[texts.encoder().size()];
    for (int text = 0; text < train.size(); text++) {
      for (int id : train.tokens(text)) {
        counts[id]++;
      }
    }
    return counts;
  }

  private void checkParts() {
    if (train.size() == 0) {
      throw new TrainingFailedException("the training part holds no text");
    }
    if (learning.earlyStopping().isPresent() && texts.part(Split.VALID).size() == 0) {
      throw new TrainingFailedException(
          "agent.earlyStopping watches the validation part, and the environment has none; give it"
              + " one, or leave earlyStopping out");
    }
  }

  private int longest() {
    return Stream.of(Split.values()).mapToInt(part -> texts.part(part).longest()).max().orElse(1);
  }

  /** Null where all weights are 1. */
  private float[] classWeights(LabelledTextSpec spec) {
    if (learning.classWeights() instanceof ClassWeights.Equal) {
      return null;
    }
    long[] counts = new long[spec.classes().size()];
    for (int text = 0; text < train.size(); text++) {
      for (int label : train.labels(text)) {
        counts[label]++;
      }
    }
    // A class that only another part has is never learned from, whatever its weight.
    Arrays.setAll(counts, k -> Math.max(1, counts[k]));
    return learning.classWeights().weights(spec.classes(), counts);
  }

  @Override
  protected long step(long room) {
    ImmutableIntArray members = batches.next();
    SequenceWindow window = batch.fill(train, members);
    model.fit(window, states.of(members.length()), result);
    Divergence.check(result, updates);
    loss.add(result.loss(), batch.answers());
    gradientNorm.add(result.gradientNorm());
    updates++;
    tokensRead += batch.tokens();
    return clock() == Clock.UPDATE || batches.atStart() ? 1 : 0;
  }

  @Override
  protected long workDone() {
    return tokensRead;
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
    }
    test(Split.TRAIN, SpreadTexts.of(train, learning.trainingTexts()), number);
    ClassPredictions valid = test(Split.VALID, texts.part(Split.VALID), number);
    if (stopping.endsWith(
        watch -> watch == Watch.LOSS ? valid.loss() : valid.accuracy(), position())) {
      stopEarly();
    }
    test(Split.TEST, texts.part(Split.TEST), number);
    if (position() >= end()) {
      stopping.restoreBest().ifPresent(position -> record(KeptPoint.METRIC, (double) position));
    }
  }

  /** Null where the part holds nothing. */
  private ClassPredictions test(Split split, LabelledTextPart part, long number) {
    if (part.size() == 0) {
      return null;
    }
    ClassPredictions predictions = answers.of(part);
    Map<String, Double> values = LabelMetrics.of(split, predictions, learning.calibrationBins());
    values.forEach(this::record);
    if (number == 0 && split != Split.TRAIN) {
      for (KnownAccuracy known : KnownAccuracy.values()) {
        texts
            .knownAccuracy(known)
            .ifPresent(value -> record(split.label() + "/" + known.metric(), value));
      }
    }
    return predictions;
  }

  /** What is trained; for tests. */
  public SequenceModel model() {
    return model;
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    super.saveState(out);
    out.section("labelled texts");
    out.writeLong(updates);
    model.saveState(out);
    batches.saveState(out);
    stopping.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    super.loadState(in);
    in.section("labelled texts");
    updates = in.readLong();
    model.loadState(in);
    batches.loadState(in);
    stopping.loadState(in);
  }

  @Override
  public void writeModel(Path directory) throws IOException {
    model.write(directory.resolve(LabelModel.FILE));
    files.write(directory);
  }

  @Override
  public List<String> notes() {
    return start.map(StartingVectors::notes).orElse(List.of());
  }

  @Override
  public List<Exhibit> exhibits() {
    List<Exhibit> exhibits = new ArrayList<>(files.exhibits(learning));
    start.ifPresent(vectors -> exhibits.add(vectors.exhibit()));
    return exhibits;
  }

  @Override
  public void close() {
    model.close();
    stopping.close();
  }
}
