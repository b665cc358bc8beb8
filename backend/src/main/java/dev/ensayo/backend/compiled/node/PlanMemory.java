package dev.ensayo.backend.compiled.node;

import dev.ensayo.backend.compiled.arithmetic.Slice;
import java.util.List;

/**
 * What the contexts of one plan share.
 *
 * @param parameters of the network, all of them
 * @param gradient of the loss in them
 * @param largestBatch the most rows
 * @param tensors parts of the parameters that were taken so far, in order
 * @param window null where rows are not time steps
 */
public record PlanMemory(
    Arena arena,
    Slice parameters,
    Slice gradient,
    int largestBatch,
    List<ParameterTensor> tensors,
    WindowLayout window) {
  /** Where a node writes. */
  Value value(Shape shape, Moments moments, boolean needsGradient, ImageLayout layout) {
    int length = Math.multiplyExact(largestBatch, shape.size());
    Region data = arena.request(length, moments.node(), moments.valueEnds());
    Region gradient =
        needsGradient ? arena.request(length, moments.firstGradient(), moments.backward()) : null;
    return new Value(shape, data, gradient, layout);
  }

  /** Numbers for each row that last from a node's forward to its backward. */
  Region untilBackward(int numbersPerRow, Moments moments) {
    int length = Math.multiplyExact(largestBatch, numbersPerRow);
    return arena.request(length, moments.node(), moments.backward());
  }

  /** The next parameters of the flat buffer, in Deeplearning4j's order. */
  ParameterTensor nextParameter(NetworkLayer layer, String name, int length, boolean trained) {
    int offset = parametersTaken();
    ParameterTensor tensor =
        new ParameterTensor(
            layer.index(),
            layer.configuration(),
            name,
            trained,
            offset,
            parameters.part(offset, length),
            gradient.part(offset, length));
    tensors.add(tensor);
    return tensor;
  }

  /** How many parameters belong to a tensor. */
  public int parametersTaken() {
    return tensors.isEmpty() ? 0 : tensors.get(tensors.size() - 1).end();
  }
}
