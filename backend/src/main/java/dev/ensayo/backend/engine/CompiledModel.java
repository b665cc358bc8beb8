package dev.ensayo.backend.engine;

import dev.ensayo.backend.compiled.BatchPlan;
import dev.ensayo.backend.compiled.InputGradientPlan;
import dev.ensayo.backend.compiled.LayerPlan;
import dev.ensayo.backend.compiled.Limits;
import dev.ensayo.backend.compiled.node.Noisy;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.LayerObserver;
import dev.ensayo.backend.model.OutputLoss;
import dev.ensayo.core.random.RandomStream;
import java.util.ArrayList;
import java.util.List;

/** {@code engine: compiled}: a {@link BatchPlan} computes on the network's own buffers. */
public final class CompiledModel extends NetworkModel {
  private final BatchPlan plan;
  private final NetworkNoise noise;
  private final Limits limits;
  private InputGradientPlan inputGradients;
  private LayerPlan layerPlan;

  /**
   * Compiles a network.
   *
   * @param network now owned by this
   * @param boundary the vertex or input whose value can be kept and given again; null for none
   */
  public CompiledModel(
      LibraryNetwork network,
      NetworkSizes sizes,
      Limits limits,
      String boundary,
      RandomStream dropoutStream) {
    super(network, sizes, limits.rows(), dropoutStream);
    this.plan = BatchPlan.compile(network.blueprint(), network.buffers(), limits, boundary);
    network.keepState(
        new LibraryNetwork.KeptState(plan::storeUpdaterState, plan::updaterStateChanged));
    this.limits = limits;
    this.noise = new NetworkNoise(noisyLayers());
  }

  /** What sets the noise of each layer that has some, in the other plans too. */
  private List<NetworkNoise.Layer> noisyLayers() {
    List<Noisy> blocks = plan.noisyBlocks();
    List<NetworkNoise.Layer> layers = new ArrayList<>();
    for (int i = 0; i < blocks.size(); i++) {
      Noisy block = blocks.get(i);
      int position = i;
      layers.add(
          new NetworkNoise.Layer(
              block.inputs(),
              block.outputs(),
              (inputs, outputs) -> {
                block.setNoise(inputs, outputs);
                if (inputGradients != null) {
                  inputGradients.noisyBlocks().get(position).setNoise(inputs, outputs);
                }
                if (layerPlan != null) {
                  layerPlan.noisyBlocks().get(position).setNoise(inputs, outputs);
                }
              }));
    }
    return layers;
  }

  @Override
  void computeInputGradient(
      float[][] inputs, int batch, int input, float[][] outputGradients, float[] inputGradient) {
    if (inputGradients == null) {
      inputGradients =
          InputGradientPlan.compile(network().blueprint(), network().buffers(), limits);
      noise.set();
    }
    inputGradients.compute(inputs, batch, input, outputGradients, inputGradient);
  }

  @Override
  LayerObserver observer() {
    if (layerPlan == null) {
      layerPlan = LayerPlan.compile(network().blueprint(), network().buffers(), limits);
      noise.set();
    }
    return layerPlan;
  }

  @Override
  NetworkNoise noise() {
    return noise;
  }

  @Override
  void parametersChanged() {
    plan.parametersChanged();
  }

  @Override
  void computeOutputs(float[][] inputs, int batch, float[][] outputs) {
    plan.predict(inputs, batch, outputs);
  }

  @Override
  void computeOutput(float[] inputs, int batch, float[] outputs) {
    plan.predict(inputs, batch, outputs);
  }

  @Override
  void step(float[][] inputs, float[][] targets, float[][] weights, int batch, FitResult result) {
    report(plan.fit(inputs, targets, weights, batch, dropoutStream()), result);
  }

  @Override
  void step(float[][] inputs, int batch, OutputLoss loss, FitResult result) {
    report(plan.fit(inputs, batch, loss, dropoutStream()), result);
  }

  @Override
  void gradient(
      float[][] inputs,
      float[][] targets,
      float[][] weights,
      int batch,
      FitResult result,
      float[] gradient) {
    report(plan.gradient(inputs, targets, weights, batch, dropoutStream(), gradient), result);
  }

  @Override
  void step(float[] gradient) {
    plan.step(gradient);
  }

  private void report(double loss, FitResult result) {
    result.set(loss, plan.gradientNorm(), plan.penalty());
    if (result.outputs() != null) {
      plan.fittedOutputs(0, result.outputs());
    }
    if (result.exampleLosses() != null) {
      plan.exampleLosses(0, result.exampleLosses());
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
    report(plan.fitFeatures(features, targets, weights, batch, dropoutStream()), result);
  }

  @Override
  public double loss(int output) {
    return plan.loss(output);
  }

  @Override
  void copyParameters(NetworkModel source) {
    if (source instanceof CompiledModel compiled) {
      plan.copyParametersFrom(compiled.plan);
    } else {
      super.copyParameters(source);
    }
    parametersChanged();
  }

  @Override
  void blendParameters(NetworkModel source, double tau) {
    if (source instanceof CompiledModel compiled) {
      plan.blendParametersFrom(compiled.plan, tau);
    } else {
      super.blendParameters(source, tau);
    }
    parametersChanged();
  }

  @Override
  void release() {
    plan.close();
    if (inputGradients != null) {
      inputGradients.close();
    }
    if (layerPlan != null) {
      layerPlan.close();
    }
  }
}
