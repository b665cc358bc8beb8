package dev.ensayo.supervised.learning;

import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.Model;
import dev.ensayo.backend.model.ModelReplica;
import dev.ensayo.core.parallel.BatchPlace;
import dev.ensayo.core.parallel.DataParallelism;

/** A worker's replica of a network, and the batches of examples that it fills for itself. */
final class SupervisedReplica extends ModelReplica {
  private final Model model;
  private final SupervisedTask task;
  private final BatchSource source;
  private final Batch batch;
  private final FitResult result;

  /**
   * @param model now owned by this
   */
  SupervisedReplica(
      Model model, DataParallelism training, SupervisedTask task, BatchSource source) {
    super(model, training);
    this.model = model;
    this.task = task;
    this.source = source;
    this.batch = source.newBatch();
    this.result =
        task.spec().isClassification()
            ? new FitResult(new float[batch.labels.length * model.outputSize()])
            : new FitResult();
  }

  Model model() {
    return model;
  }

  @Override
  protected double[] fit(BatchPlace place) {
    source.fill(batch, place.epoch(), place.number());
    model.fit(batch.inputs, batch.targets, batch.weights, batch.size, result);
    return told();
  }

  @Override
  protected double[] computeGradient(BatchPlace place, float[] receiver) {
    source.fill(batch, place.epoch(), place.number());
    model.computeGradient(batch.inputs, batch.targets, batch.weights, batch.size, result, receiver);
    return told();
  }

  private double[] told() {
    return Lesson.of(result, batch, task, model.outputSize()).told();
  }

  @Override
  protected double lastWeight() {
    return batch.size;
  }
}
