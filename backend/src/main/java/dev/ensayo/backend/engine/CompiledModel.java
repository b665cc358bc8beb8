package dev.ensayo.backend.engine;

import dev.ensayo.backend.compiled.Plan;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.core.random.RandomStream;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** {@code engine: compiled}: a {@link Plan} computes on the network's own buffers. */
public final class CompiledModel extends NetworkModel {
  private final Plan plan;

  public CompiledModel(
      MultiLayerNetwork network,
      OptionalDouble largestNorm,
      int largestBatch,
      RandomStream dropoutStream) {
    super(network, largestBatch, dropoutStream);
    this.plan =
        Plan.compile(
            network.getLayerWiseConfigurations(),
            network.params(),
            network.updaterState(),
            largestBatch,
            largestNorm);
  }

  @Override
  public void predict(float[] inputs, int batch, float[] outputs) {
    checkBatch(batch);
    checkShape("inputs", inputs, batch, inputSize());
    checkShape("outputs", outputs, batch, outputSize());
    plan.predict(inputs, batch, outputs);
  }

  @Override
  public void fit(float[] inputs, float[] targets, float[] weights, int batch, FitResult result) {
    checkBatch(batch);
    checkShape("inputs", inputs, batch, inputSize());
    checkShape("targets", targets, batch, outputSize());
    if (weights != null) {
      checkShape("weights", weights, batch, outputSize());
    }
    double loss = plan.fit(inputs, targets, weights, batch, dropoutStream());
    result.set(loss, plan.gradientNorm());
    if (result.outputs() != null) {
      checkShape("outputs", result.outputs(), batch, outputSize());
      plan.fittedOutputs(result.outputs(), batch);
    }
    if (result.exampleLosses() != null) {
      checkShape("exampleLosses", result.exampleLosses(), batch, 1);
      plan.exampleLosses(result.exampleLosses(), batch);
    }
  }

  @Override
  void copyParameters(NetworkModel source) {
    if (source instanceof CompiledModel compiled) {
      plan.copyParametersFrom(compiled.plan);
    } else {
      network().params().assign(source.network().params());
    }
  }

  @Override
  void blendParameters(NetworkModel source, double tau) {
    if (source instanceof CompiledModel compiled) {
      plan.blendParametersFrom(compiled.plan, tau);
    } else {
      network().params().muli(1 - tau).addi(source.network().params().mul(tau));
    }
  }

  @Override
  void release() {
    plan.close();
  }
}
