package dev.ensayo.backend.engine;

import dev.ensayo.backend.compiled.GraphPlan;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.core.random.RandomStream;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** {@code engine: compiled}: a {@link GraphPlan} computes on the network's own buffers. */
public final class CompiledGraphModel extends GraphNetworkModel {
  private final GraphPlan plan;

  public CompiledGraphModel(
      ComputationGraph network, GraphPlan plan, int largestBatch, RandomStream dropoutStream) {
    super(
        network, GraphSizes.of(plan.inputSizes(), plan.outputSizes()), largestBatch, dropoutStream);
    this.plan = plan;
  }

  @Override
  void computeOutputs(float[][] inputs, int batch, float[][] outputs) {
    plan.predict(inputs, batch, outputs);
  }

  @Override
  void step(float[][] inputs, float[][] targets, float[][] weights, int batch, FitResult result) {
    double loss = plan.fit(inputs, targets, weights, batch, dropoutStream());
    report(loss, batch, result);
  }

  private void report(double loss, int batch, FitResult result) {
    result.set(loss, plan.gradientNorm());
    if (result.outputs() != null) {
      plan.fittedOutputs(0, result.outputs(), batch);
    }
    if (result.exampleLosses() != null) {
      plan.exampleLosses(0, result.exampleLosses(), batch);
    }
  }

  @Override
  void computeFeatures(float[][] inputs, int batch, float[] features) {
    plan.features(inputs, batch, features);
  }

  @Override
  void computeFromFeatures(float[] features, int batch, float[][] outputs) {
    plan.predictFeatures(features, batch, outputs);
  }

  @Override
  void stepFromFeatures(
      float[] features, float[][] targets, float[][] weights, int batch, FitResult result) {
    double loss = plan.fitFeatures(features, targets, weights, batch, dropoutStream());
    report(loss, batch, result);
  }

  @Override
  public double loss(int output) {
    return plan.loss(output);
  }

  @Override
  void copyParameters(GraphNetworkModel source) {
    if (source instanceof CompiledGraphModel compiled) {
      plan.copyParametersFrom(compiled.plan);
    } else {
      network().params().assign(source.network().params());
    }
  }

  @Override
  void blendParameters(GraphNetworkModel source, double tau) {
    if (source instanceof CompiledGraphModel compiled) {
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
