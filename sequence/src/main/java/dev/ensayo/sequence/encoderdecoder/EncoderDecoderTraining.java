package dev.ensayo.sequence.encoderdecoder;

import com.google.common.collect.ImmutableSet;
import dev.ensayo.backend.TransductionModels;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.SequenceState;
import dev.ensayo.backend.model.TransductionModel;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.metrics.KeptPoint;
import dev.ensayo.core.metrics.MetricMeans;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.ScheduledTraining;
import dev.ensayo.core.training.TrainingContext;
import dev.ensayo.core.transduction.Answer;
import dev.ensayo.core.transduction.TransductionData;
import dev.ensayo.core.transduction.TransductionExamples;
import dev.ensayo.core.transduction.TransductionTask;
import dev.ensayo.sequence.languagemodel.BestModel;
import dev.ensayo.sequence.languagemodel.LearningRate;
import dev.ensayo.sequence.network.Divergence;
import dev.ensayo.sequence.transduction.NotationFile;
import dev.ensayo.sequence.transduction.TransductionScoring;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A run of an encoder and a decoder on pairs of sequences: the decoder is given the right symbols
 * that come before (teacher forcing), and answers by itself in tests.
 *
 * <p>At each test the validation part is answered; at the end the best model takes the place of the
 * last and answers the test part.
 */
final class EncoderDecoderTraining extends ScheduledTraining {
  private static final String VALID_LOSS = "valid/loss";

  private static final String VALID_BEAM = "valid/beam_answer_accuracy";
  private static final String TEST_BEAM = "test/beam_answer_accuracy";

  /** Names of the metrics of a run. */
  static final ImmutableSet<String> METRICS =
      ImmutableSet.<String>builder()
          .add("train/loss", "train/grad_norm", "train/learning_rate", "model/parameters")
          .add(VALID_LOSS, VALID_BEAM, TEST_BEAM, KeptPoint.METRIC)
          .addAll(TransductionScoring.METRICS)
          .build();

  private static final int UPDATES_PER_SLICE = 4;

  private final EncoderDecoderConfig config;
  private final TransductionData data;
  private final Clock clock;
  private final LengthBatches batches;
  private final TransductionModel model;
  private final RecurrentTransducer transducer;
  private final TransductionScoring scoring;
  private final BestModel best;
  private final LearningRate learningRate;
  private final PairWindows windows;
  private final SequenceState state;
  private final FitResult result = new FitResult();
  private final MetricMeans.Mean loss = means().mean("train/loss");
  private final MetricMeans.Mean gradientNorm = means().mean("train/grad_norm");
  private final MetricMeans.Mean rate = means().mean("train/learning_rate");
  private long updates;
  private long learned;

  EncoderDecoderTraining(EncoderDecoderConfig config, TrainingContext context) {
    super(context, context.budget().clock(), "throughput/examples_per_second", UPDATES_PER_SLICE);
    this.config = config;
    this.clock = context.budget().clock();
    this.data = ((TransductionTask) context.environment()).data();
    SeedSequence seeds = context.seeds().child("agent");
    this.batches =
        new LengthBatches(data.part(Split.TRAIN), config.batchSize(), seeds.child("batches"));
    int longest = data.target().longest();
    this.model =
        TransductionModels.create(
            config.network(data.source().size(), data.target().size()),
            context.backend(),
            seeds.seed("network"),
            new TransductionModels.Sizes(
                Math.max(config.batchSize(), RecurrentTransducer.AT_ONCE),
                data.source().longest(),
                longest + 1));
    this.transducer = new RecurrentTransducer(model, data.target().end(), longest);
    this.scoring = new TransductionScoring(data);
    this.best = new BestModel(model, config.keepBest());
    this.learningRate = new LearningRate(config.optimization().updater(), Optional.empty());
    this.windows = new PairWindows(data.target().end());
    this.state = model.newState(config.batchSize());
  }

  @Override
  protected long step(long room) {
    TransductionExamples examples = data.part(Split.TRAIN);
    int[] batch = batches.next();
    int[][] sources = new int[batch.length][];
    int[][] targets = new int[batch.length][];
    int symbols = 0;
    for (int i = 0; i < batch.length; i++) {
      sources[i] = examples.source(batch[i]);
      targets[i] = examples.target(batch[i]);
      symbols += targets[i].length + 1;
    }
    boolean whole = batch.length == state.sequences();
    SequenceState used = whole ? state : model.newState(batch.length);
    model.fit(windows.source(sources), windows.target(targets), used, result);
    Divergence.check(result, updates);
    loss.add(result.loss(), symbols);
    gradientNorm.add(result.gradientNorm());
    double now = learningRate.at(updates);
    if (!Double.isNaN(now)) {
      rate.add(now);
    }
    updates++;
    learned += batch.length;
    boolean moves = clock == Clock.UPDATE || batches.isEpochOver();
    return moves ? 1 : 0;
  }

  @Override
  protected long workDone() {
    return learned;
  }

  @Override
  protected OptionalLong updates() {
    return OptionalLong.of(updates);
  }

  @Override
  protected void test(long number) {
    if (number == 0) {
      record("model/parameters", model.parameterCount());
    }
    TransductionExamples valid = data.part(Split.VALID);
    if (valid.size() > 0) {
      double nats = loss(valid);
      record(VALID_LOSS, nats);
      double right = scoring.record(Split.VALID, transducer, this::record);
      // Of models with equally many right answers, the one with the lower loss.
      best.test(1 - right + nats / (1 + nats) / (valid.size() + 1.0), position());
      boolean patient =
          config.patience().isEmpty() || best.testsSince() < config.patience().getAsInt();
      if (!patient || right >= config.stopAtAccuracy().orElse(Double.POSITIVE_INFINITY)) {
        stopEarly();
      }
    }
    if (number > 0 && position() >= end()) {
      best.restore().ifPresent(at -> record(KeptPoint.METRIC, (double) at));
      scoring.record(Split.TEST, transducer, this::record);
      recordBeam(Split.VALID, VALID_BEAM);
      recordBeam(Split.TEST, TEST_BEAM);
    }
  }

  /** The share of right answers among those that a beam search finds likeliest. */
  private void recordBeam(Split split, String metric) {
    TransductionExamples examples = data.part(split);
    if (config.beamWidth() == 1 || examples.size() == 0) {
      return;
    }
    int right = 0;
    for (int i = 0; i < examples.size(); i++) {
      Answer answer = transducer.beam(examples.source(i), config.beamWidth()).get(0);
      right += answer.isEnded() && Arrays.equals(answer.symbols(), examples.target(i)) ? 1 : 0;
    }
    record(metric, (double) right / examples.size());
  }

  /** Mean over the symbols and ends of the right answers, each given those before it. */
  private double loss(TransductionExamples examples) {
    double sum = 0;
    long symbols = 0;
    for (int from = 0; from < examples.size(); from += RecurrentTransducer.AT_ONCE) {
      int count = Math.min(examples.size() - from, RecurrentTransducer.AT_ONCE);
      int[][] sources = new int[count][];
      int[][] targets = new int[count][];
      for (int i = 0; i < count; i++) {
        sources[i] = examples.source(from + i);
        targets[i] = examples.target(from + i);
        symbols += targets[i].length + 1;
      }
      sum += transducer.loss(sources, targets);
    }
    return sum / symbols;
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    super.saveState(out);
    out.section("encoder-decoder");
    out.writeLong(updates);
    model.saveState(out);
    batches.saveState(out);
    best.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    super.loadState(in);
    in.section("encoder-decoder");
    updates = in.readLong();
    model.loadState(in);
    batches.loadState(in);
    best.loadState(in);
  }

  @Override
  public void writeModel(Path directory) throws IOException {
    model.write(directory.resolve(RecurrentTransducer.FILE));
    NotationFile.write(directory, data);
  }

  @Override
  public List<Exhibit> exhibits() {
    return scoring.exhibits(transducer);
  }

  @Override
  public void close() {
    model.close();
  }
}
