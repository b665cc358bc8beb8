package dev.ensayo.supervised.distributed;

import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.Model;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.metrics.OtherClocks;
import dev.ensayo.supervised.learning.Learner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The workers and what they share, as one learner. What is asked is the shared parameters. */
final class DistributedLearner implements Learner {
  static final String WAITING = "workers/waiting_share";
  static final String SENDING = "workers/sending_share";
  static final String STALENESS = "workers/staleness";
  static final String STEPS = "workers/shared_steps";

  private final Model shared;
  private final List<Worker> workers;
  private final Cooperation cooperation;
  private final Optional<PipelineExhibits> pipeline;
  private boolean learnedSince;

  /**
   * @param shared now owned by this, as the workers are
   */
  DistributedLearner(
      Model shared,
      List<Worker> workers,
      Cooperation cooperation,
      Optional<PipelineExhibits> pipeline) {
    this.shared = shared;
    this.workers = workers;
    this.cooperation = cooperation;
    this.pipeline = pipeline;
  }

  @Override
  public int inputSize() {
    return shared.inputSize();
  }

  @Override
  public int outputSize() {
    return shared.outputSize();
  }

  @Override
  public void predict(float[] inputs, int batch, float[] outputs) {
    share();
    shared.predict(inputs, batch, outputs);
  }

  private void share() {
    if (learnedSince) {
      cooperation.share();
      learnedSince = false;
    }
  }

  @Override
  public void fit(float[] inputs, float[] targets, float[] weights, int batch, FitResult result) {
    cooperation.fit(inputs, targets, weights, batch, result);
    learnedSince = true;
  }

  @Override
  public void copyParametersFrom(Learner source) {
    DistributedLearner other = (DistributedLearner) source;
    other.share();
    shared.copyParametersFrom(other.shared);
    learnedSince = false;
  }

  @Override
  public Map<String, Double> measures() {
    double computing = workers.stream().mapToDouble(Worker::computing).sum();
    double sending = workers.stream().mapToDouble(Worker::sending).sum();
    double waiting = workers.stream().mapToDouble(Worker::waiting).sum();
    double all = computing + sending + waiting;
    Map<String, Double> measures = new LinkedHashMap<>();
    measures.put(OtherClocks.SIMULATED_SECONDS, cooperation.seconds());
    measures.put(WAITING, all == 0 ? 0 : waiting / all);
    measures.put(SENDING, all == 0 ? 0 : sending / all);
    measures.put(STALENESS, cooperation.staleness());
    measures.put(STEPS, (double) cooperation.steps());
    return measures;
  }

  @Override
  public List<Exhibit> exhibits() {
    List<Exhibit> exhibits = new ArrayList<>();
    exhibits.add(WorkerTable.of(workers));
    exhibits.add(
        Timeline.drawn(
            "worker-timeline",
            "The workers at the beginning",
            "A line for each worker, the first on top, from left to right the first moments of"
                + " simulated time: blue while it computes a gradient, fainter every other time,"
                + " orange while parameters and gradients are under way, empty while it waits"
                + " for others.",
            "Lines of blue, orange and empty pieces, one for each worker.",
            workers.stream().map(Worker::timeline).toList()));
    pipeline.ifPresent(cut -> exhibits.addAll(cut.all()));
    return exhibits;
  }

  @Override
  public void write(Path zip) throws IOException {
    share();
    shared.write(zip);
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("distributed");
    out.writeBoolean(learnedSince);
    shared.saveState(out);
    for (Worker worker : workers) {
      worker.saveState(out);
    }
    cooperation.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("distributed");
    learnedSince = in.readBoolean();
    shared.loadState(in);
    for (Worker worker : workers) {
      worker.loadState(in);
    }
    cooperation.loadState(in);
  }

  @Override
  public void close() {
    shared.close();
    workers.forEach(Worker::close);
  }
}
