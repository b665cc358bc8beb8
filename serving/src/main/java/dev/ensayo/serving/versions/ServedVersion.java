package dev.ensayo.serving.versions;

import dev.ensayo.core.preprocessing.Preprocessing;
import dev.ensayo.serving.batching.BatchLimits;
import dev.ensayo.serving.batching.Batcher;
import dev.ensayo.serving.model.ModelSignature;
import dev.ensayo.serving.model.Question;
import dev.ensayo.serving.model.ServedModel;
import dev.ensayo.serving.model.WritingModel;
import dev.ensayo.serving.protocol.BadRequestException;
import dev.ensayo.serving.protocol.InferenceRequest;
import dev.ensayo.serving.protocol.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** A version of a name: a model and the questions that wait for it. */
public final class ServedVersion implements AutoCloseable {
  private final String name;
  private final String version;
  private final ServedModel model;
  private final Batcher batcher;

  /**
   * @param copies of the same model, now owned by this; at least one
   */
  ServedVersion(String name, String version, List<ServedModel> copies, BatchLimits limits) {
    this.name = name;
    this.version = version;
    this.model = copies.get(0);
    this.batcher = new Batcher(name + " " + version, copies, limits);
  }

  /** The name it is a version of. */
  public String name() {
    return name;
  }

  public String version() {
    return version;
  }

  /** What it is asked by and what it answers. */
  public ModelSignature signature() {
    return model.signature();
  }

  /** How its inputs are made; empty where its run wrote nothing of it. */
  public Optional<Preprocessing> preprocessing() {
    return model.preprocessing();
  }

  /** Whether as many questions wait as may. */
  boolean isFull() {
    return batcher.isFull();
  }

  /** How many questions wait. */
  public int waiting() {
    return batcher.waiting();
  }

  /**
   * Reads inputs.
   *
   * @throws dev.ensayo.serving.protocol.BadRequestException if they are not what it is asked by
   */
  Question prepare(InferenceRequest request) {
    return model.prepare(request.inputs(), request.parameters());
  }

  /**
   * The model as one that writes text.
   *
   * @throws BadRequestException if it is none
   */
  WritingModel writing() {
    if (model instanceof WritingModel writing) {
      return writing;
    }
    throw new BadRequestException("the model '" + name + "' writes no text");
  }

  /** Asks; see {@link Batcher#submit}. */
  CompletableFuture<List<Tensor>> submit(Question question, OptionalLong deadline) {
    return batcher.submit(question, deadline);
  }

  /** Fails what waits, where nobody is there to hear it. */
  void giveUp() {
    batcher.giveUp();
  }

  @Override
  public void close() {
    batcher.close();
  }
}
