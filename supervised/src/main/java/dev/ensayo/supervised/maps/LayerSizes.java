package dev.ensayo.supervised.maps;

import dev.ensayo.backend.model.LayerTrace;
import dev.ensayo.core.exhibit.Exhibit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The arithmetic of a network's sizes as a table. */
public final class LayerSizes {
  private static final String NONE = "–";

  private LayerSizes() {}

  /**
   * A row for each layer, and their sums.
   *
   * @param input shape of one input
   * @param traces of the layers, in order
   */
  public static Exhibit table(List<Integer> input, List<LayerTrace> traces) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("input", NONE, NONE, NONE, shape(input), NONE, NONE));
    for (int i = 0; i < traces.size(); i++) {
      rows.add(row(i + 1, traces.get(i)));
    }
    boolean known = traces.stream().allMatch(trace -> trace.multiplyAdds().isPresent());
    rows.add(
        List.of(
            "all",
            NONE,
            NONE,
            NONE,
            NONE,
            count(traces.stream().mapToLong(LayerTrace::parameters).sum()),
            known
                ? count(traces.stream().mapToLong(trace -> trace.multiplyAdds().orElse(0)).sum())
                : NONE));
    return new Exhibit.Table(
        "layer-sizes",
        "Sizes of the layers",
        "A window of k pixels with stride s over n pixels and p more on either side has"
            + " ⌊(n + 2p − k)/s⌋ + 1 places. Multiply-adds are those of the weights for one input;"
            + " parameters count the stored statistics of a normalization.",
        List.of(
            "layer", "kernel k", "stride s", "padding p", "output", "parameters", "multiply-adds"),
        rows);
  }

  private static List<String> row(int number, LayerTrace trace) {
    return List.of(
        number + " " + kind(trace),
        trace.windows().map(LayerSizes::kernel).orElse(NONE),
        trace.windows().map(windows -> sides(windows.strides())).orElse(NONE),
        trace
            .windows()
            .map(windows -> windows.same() ? "same" : sides(windows.borders()))
            .orElse(NONE),
        shape(trace.outputShape()),
        count(trace.parameters()),
        trace.multiplyAdds().isPresent() ? count(trace.multiplyAdds().getAsLong()) : NONE);
  }

  private static String kernel(LayerTrace.Windows windows) {
    boolean dense = windows.dilations().stream().allMatch(dilation -> dilation == 1);
    String size = shape(windows.size());
    return dense ? size : size + ", dilation " + sides(windows.dilations());
  }

  /** One number where rows and columns agree. */
  private static String sides(List<Integer> values) {
    return values.get(0).equals(values.get(1)) ? values.get(0).toString() : shape(values);
  }

  private static String shape(List<Integer> shape) {
    return shape.stream().map(String::valueOf).collect(Collectors.joining(" × "));
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** Deeplearning4j's name of the kind, in words. */
  static String kind(LayerTrace trace) {
    if (trace.kind().equals("SubsamplingLayer")) {
      return "pooling";
    }
    return trace
        .kind()
        .replaceAll("Layer$", "")
        .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
        .toLowerCase(Locale.ROOT);
  }
}
