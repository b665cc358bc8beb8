package dev.ensayo.supervised.distributed;

import dev.ensayo.backend.spec.NetworkSpec;
import dev.ensayo.core.exhibit.Exhibit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** What a network looks like as a pipeline: its schedule, and how much of it is empty. */
final class PipelineExhibits {
  private static final int MOST_PARTS = 32;
  private static final int[] LISTED = {1, 2, 4, 8, 16, 32};

  private final Pipeline pipeline;
  private final double[] work;

  PipelineExhibits(Pipeline pipeline, NetworkSpec network) {
    this.pipeline = pipeline;
    this.work = StageCut.of(network, pipeline.stages());
  }

  List<Exhibit> all() {
    return List.of(schedule(), curves(), table());
  }

  private Exhibit schedule() {
    return Timeline.drawn(
        "pipeline-schedule",
        "The network as a pipeline",
        "A line for each stage, the first on top: blue a part of the batch on its way forward,"
            + " green on its way back, empty while the stage has nothing to do.",
        "Lines of blue and green pieces, one for each stage, with empty corners.",
        new PipelineSchedule(work, pipeline.microBatches()).stages());
  }

  private double formula(int parts) {
    return PipelineSchedule.bubble(pipeline.stages(), parts);
  }

  private double alike(int parts) {
    double[] even = new double[pipeline.stages()];
    Arrays.fill(even, 1);
    return new PipelineSchedule(even, parts).bubble();
  }

  private double ofNetwork(int parts) {
    return new PipelineSchedule(work, parts).bubble();
  }

  private Exhibit curves() {
    return new Exhibit.Curves(
        "pipeline-bubbles",
        "How much of the pipeline is empty",
        "Share of the machines' time in which a stage has nothing to do, by the number of parts of"
            + " the batch: the formula (s − 1)/(m + s − 1) for stages that are alike, and this"
            + " network cut as evenly as its layers allow, simulated.",
        "micro-batches",
        "share that is empty",
        false,
        List.of(line("formula", this::formula), line("this network", this::ofNetwork)));
  }

  private static Exhibit.Curves.Line line(String label, IntToDoubleFunction share) {
    return new Exhibit.Curves.Line(
        label,
        IntStream.rangeClosed(1, MOST_PARTS).mapToObj(m -> (double) m).toList(),
        IntStream.rangeClosed(1, MOST_PARTS).mapToObj(share::applyAsDouble).toList());
  }

  private Exhibit table() {
    List<List<String>> rows = new ArrayList<>();
    for (int parts : LISTED) {
      rows.add(
          List.of(
              Integer.toString(parts),
              percent(formula(parts)),
              percent(alike(parts)),
              percent(ofNetwork(parts))));
    }
    return new Exhibit.Table(
        "pipeline-table",
        "The same in numbers",
        "Percent of the machines' time that is empty. The simulated schedule of stages that are"
            + " alike agrees with the formula.",
        List.of("micro-batches", "formula", "stages alike, simulated", "this network, simulated"),
        rows);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f", 100 * share);
  }
}
