package dev.ensayo.backend.engine;

import static com.google.common.base.Preconditions.checkState;

import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.NetworkOutline;
import dev.ensayo.backend.model.TransferModel;
import dev.ensayo.backend.spec.ImageShape;
import java.util.List;

/** A graph with a frozen part as a {@link TransferModel}. */
public final class GraphTransferModel extends SingleModel implements TransferModel {
  private final NetworkOutline outline;
  private final int frozenLayers;
  private final List<Integer> featureShape;
  private final int featureSize;

  /**
   * @param graph with its boundary after the frozen layers
   * @param featureShape what leaves them; null where that is several values
   */
  public GraphTransferModel(
      NetworkModel graph, NetworkOutline outline, int frozenLayers, List<Integer> featureShape) {
    super(graph);
    this.outline = outline;
    this.frozenLayers = frozenLayers;
    this.featureShape = featureShape;
    this.featureSize = featureShape == null ? 0 : ImageShape.size(featureShape);
  }

  @Override
  public NetworkOutline outline() {
    return outline;
  }

  @Override
  public int frozenLayers() {
    return frozenLayers;
  }

  @Override
  public int frozenParameters() {
    return outline.layers().subList(0, frozenLayers).stream()
        .mapToInt(NetworkOutline.Layer::parameters)
        .sum();
  }

  @Override
  public List<Integer> featureShape() {
    checkBoundary();
    return featureShape;
  }

  @Override
  public void features(float[] inputs, int batch, float[] features) {
    checkBoundary();
    network().features(input(inputs), batch, features, featureSize);
  }

  @Override
  public void predictFeatures(float[] features, int batch, float[] outputs) {
    checkBoundary();
    network().predictFeatures(features, batch, output(outputs), featureSize);
  }

  @Override
  public void fitFeatures(
      float[] features, float[] targets, float[] weights, int batch, FitResult result) {
    checkBoundary();
    network().fitFeatures(features, output(targets), weight(weights), batch, result, featureSize);
  }

  private void checkBoundary() {
    checkState(
        featureShape != null,
        "the %s frozen layers end inside a block: several values lead from them to trained layers,"
            + " so there are no features",
        frozenLayers);
  }
}
