package dev.ensayo.supervised.distributed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * GPipe's schedule (Huang et al., "GPipe: efficient training of giant neural networks using
 * pipeline parallelism", 2019, figure 2c): all micro-batches go forward through the stages, one
 * behind the other, then all go back. Each begins at a stage as soon as the stage is free and what
 * it needs is there; sending takes no time.
 */
final class PipelineSchedule {
  /** The way back computes two gradients, of the inputs and of the weights. */
  private static final double BACK = 2;

  private final List<Timeline.Row> stages = new ArrayList<>();
  private final double end;
  private final double busy;

  /**
   * @param work of one micro-batch on its way forward through each stage (any unit), {@code [s]}
   * @param microBatches m, at least 1
   */
  PipelineSchedule(double[] work, int microBatches) {
    int last = work.length - 1;
    double[] free = new double[work.length];
    double[] there = new double[microBatches];
    List<Timeline.Piece>[] pieces = rows(work.length);
    for (int j = 0; j < microBatches; j++) {
      for (int k = 0; k <= last; k++) {
        there[j] = begin(pieces[k], Timeline.Kind.WORK, free, k, there[j], work[k]);
      }
    }
    for (int j = microBatches - 1; j >= 0; j--) {
      for (int k = last; k >= 0; k--) {
        there[j] = begin(pieces[k], Timeline.Kind.WORK_BACK, free, k, there[j], BACK * work[k]);
      }
    }
    this.end = Arrays.stream(free).max().orElseThrow();
    this.busy = Arrays.stream(work).sum() * (1 + BACK) * microBatches;
    for (List<Timeline.Piece> own : pieces) {
      Timeline.Row row = new Timeline.Row(end);
      own.forEach(piece -> row.add(piece.kind(), piece.from(), piece.to()));
      stages.add(row);
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static List<Timeline.Piece>[] rows(int count) {
    List<Timeline.Piece>[] rows = new List[count];
    Arrays.setAll(rows, i -> new ArrayList<>());
    return rows;
  }

  private static double begin(
      List<Timeline.Piece> pieces,
      Timeline.Kind kind,
      double[] free,
      int stage,
      double there,
      double seconds) {
    double from = Math.max(free[stage], there);
    free[stage] = from + seconds;
    pieces.add(new Timeline.Piece(kind, from, free[stage]));
    return free[stage];
  }

  /** Each stage's pieces of time. */
  List<Timeline.Row> stages() {
    return stages;
  }

  /** Which share of the machines' time is empty. */
  double bubble() {
    return 1 - busy / (end * stages.size());
  }

  /** The same by the paper's formula, for stages that are alike: (s − 1)/(m + s − 1). */
  static double bubble(int stages, int microBatches) {
    return (stages - 1.0) / (microBatches + stages - 1.0);
  }
}
