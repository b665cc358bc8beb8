package dev.ensayo.supervised.learning;

import dev.ensayo.backend.model.LayerObserver;
import dev.ensayo.backend.model.LayerStatistics;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.examples.Examples;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What the layers of a network did at each test, and the few numbers of it that are metrics. */
final class LayerLog implements Stateful {
  /** Share of the hidden units whose output is flat for all examples, mean over the layers. */
  static final String DEAD = "layers/dead";

  /** Share of the hidden outputs near a limit of their function, mean over the layers. */
  static final String SATURATED = "layers/saturated";

  /** Norm of the gradient of the first layer, as a share of the last layer's. */
  static final String REACH = "layers/gradient_reach";

  /** How much of the last hidden layer's spread tells examples apart. */
  static final String SIGNAL = "layers/last_signal";

  static final List<String> METRICS = List.of(DEAD, SATURATED, REACH, SIGNAL);

  private final LayerObserver observer;
  private final SupervisedTask task;
  private final int outputs;
  private final float[] inputs;
  private final float[] targets;
  private final List<Moment> moments = new ArrayList<>();

  /**
   * What was seen at one test.
   *
   * @param layers from input to output
   */
  record Moment(long position, List<LayerStatistics> layers) {}

  /**
   * @param rows how many examples are looked at side by side
   */
  LayerLog(Learner learner, SupervisedTask task, int rows) {
    this.observer = learner.layerObserver();
    this.task = task;
    this.outputs = learner.outputSize();
    this.inputs = new float[Math.multiplyExact(rows, learner.inputSize())];
    this.targets = new float[Math.multiplyExact(rows, outputs)];
  }

  /**
   * Shows the layers all examples of the part that is shown.
   *
   * @param position where the clock stands
   * @return metrics by name; those that this network does not have, or not now, are left out
   */
  Map<String, Double> observe(long position) {
    Examples part = task.shown();
    int size = part.size();
    int width = task.spec().inputSize();
    int rows = targets.length / outputs;
    for (int from = 0; from < size; from += rows) {
      int count = Math.min(rows, size - from);
      for (int row = 0; row < count; row++) {
        part.read(from + row, inputs, row * width);
        task.answers().write(part, from + row, task.scale(), 0, outputs, targets, row * outputs);
      }
      observer.add(inputs, targets, count);
    }
    Moment moment = new Moment(position, observer.statistics());
    moments.add(moment);
    return metrics(moment.layers());
  }

  private static Map<String, Double> metrics(List<LayerStatistics> layers) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    List<LayerStatistics> hidden = layers.subList(0, layers.size() - 1);
    metrics.put(DEAD, mean(hidden, LayerStatistics::dead));
    metrics.put(SATURATED, mean(hidden, LayerStatistics::saturated));
    List<Double> norms =
        layers.stream().map(LayerStatistics::gradientNorm).filter(Double::isFinite).toList();
    metrics.put(REACH, norms.get(0) / norms.get(norms.size() - 1));
    metrics.put(SIGNAL, hidden.isEmpty() ? Double.NaN : hidden.get(hidden.size() - 1).signal());
    metrics.values().removeIf(value -> !Double.isFinite(value));
    return metrics;
  }

  /** Over the layers that have it. */
  private static double mean(
      List<LayerStatistics> layers, ToDoubleFunction<LayerStatistics> value) {
    return layers.stream().mapToDouble(value).filter(Double::isFinite).average().orElse(Double.NaN);
  }

  /** All tests so far. */
  List<Moment> moments() {
    return List.copyOf(moments);
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("layers");
    out.writeInt(moments.size());
    for (Moment moment : moments) {
      out.writeLong(moment.position());
      out.writeInt(moment.layers().size());
      for (LayerStatistics layer : moment.layers()) {
        out.writeString(layer.kind());
        out.writeDouble(layer.mean());
        out.writeDouble(layer.deviation());
        out.writeDouble(layer.signal());
        out.writeDouble(layer.saturated());
        out.writeDouble(layer.dead());
        out.writeDouble(layer.gradientNorm());
      }
    }
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("layers");
    moments.clear();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      long position = in.readLong();
      int layers = in.readInt();
      List<LayerStatistics> read = new ArrayList<>();
      for (int layer = 0; layer < layers; layer++) {
        read.add(
            new LayerStatistics(
                in.readString(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble()));
      }
      moments.add(new Moment(position, read));
    }
  }
}
