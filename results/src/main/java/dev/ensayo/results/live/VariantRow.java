package dev.ensayo.results.live;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.Multimaps;
import dev.ensayo.core.rundir.RunState;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How the runs of one variant stand.
 *
 * @param name as in the study
 * @param runs how many it has
 * @param running how many are being made
 * @param done how many are complete
 * @param failed how many failed or are damaged
 * @param value the mean of the scores of its complete runs; as long as there are none, of the last
 *     values of those under way
 * @param isScore whether {@code value} is one of scores
 * @param valued how many runs {@code value} is the mean of
 */
public record VariantRow(
    String name,
    int runs,
    int running,
    int done,
    int failed,
    OptionalDouble value,
    boolean isScore,
    int valued) {
  /** A row for each variant, in the order of the study. */
  public static ImmutableList<VariantRow> of(Snapshot snapshot) {
    ImmutableListMultimap<String, WatchedRun> byVariant =
        Multimaps.index(snapshot.runs(), WatchedRun::variant);
    return byVariant.keySet().stream()
        .map(variant -> of(variant, byVariant.get(variant)))
        .collect(ImmutableList.toImmutableList());
  }

  private static VariantRow of(String name, List<WatchedRun> runs) {
    double[] scores = runs.stream().flatMapToDouble(run -> run.score().stream()).toArray();
    boolean isScore = scores.length > 0;
    double[] values =
        isScore
            ? scores
            : runs.stream()
                .filter(run -> run.state() != RunState.DAMAGED)
                .flatMapToDouble(run -> run.latest().stream())
                .toArray();
    return new VariantRow(
        name,
        runs.size(),
        count(runs, RunState.RUNNING),
        count(runs, RunState.COMPLETE),
        count(runs, RunState.FAILED) + count(runs, RunState.DAMAGED),
        Arrays.stream(values).average(),
        isScore,
        values.length);
  }

  private static int count(List<WatchedRun> runs, RunState state) {
    return (int) runs.stream().filter(run -> run.state() == state).count();
  }
}
