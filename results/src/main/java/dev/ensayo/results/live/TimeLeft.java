package dev.ensayo.results.live;

import dev.ensayo.core.rundir.RunState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How long a study will go on, from what can be seen: how fast the runs that are being made have
 * moved since they were first looked at, how long those took that are complete, and how many are
 * made side by side.
 */
final class TimeLeft {
  private static final double NANOS = 1e9;

  /** A speed measured over less says little: runs write once a second. */
  private static final double LEAST_SECONDS = 5;

  private final Map<String, Sight> first = new HashMap<>();

  /** Where a run was when it was first looked at. */
  private record Sight(double share, long nanos) {}

  /** Looks at the runs; to be called at each look. */
  OptionalDouble after(List<WatchedRun> runs, long nanos) {
    List<WatchedRun> running =
        runs.stream().filter(run -> run.state() == RunState.RUNNING).toList();
    Set<String> names = running.stream().map(WatchedRun::name).collect(Collectors.toSet());
    first.keySet().retainAll(names);
    if (running.isEmpty()) {
      return OptionalDouble.empty();
    }
    Map<String, Double> byVariant =
        runs.stream()
            .filter(run -> run.state() == RunState.COMPLETE && run.seconds() > 0)
            .collect(
                Collectors.groupingBy(
                    WatchedRun::variant, Collectors.averagingDouble(WatchedRun::seconds)));
    Map<String, Double> whole = new HashMap<>();
    running.forEach(run -> speed(run, nanos, whole));
    OptionalDouble typical = mean(byVariant).isPresent() ? mean(byVariant) : mean(whole);
    double sum = 0;
    double longest = 0;
    for (WatchedRun run : runs) {
      if (run.isEnded()) {
        continue;
      }
      double left = 1 - run.share().orElse(0);
      Double seconds =
          whole.getOrDefault(
              run.name(), byVariant.getOrDefault(run.variant(), typical.orElse(Double.NaN)));
      sum += left * seconds;
      longest = run.state() == RunState.RUNNING ? Math.max(longest, left * seconds) : longest;
    }
    double estimate = Math.max(longest, sum / running.size());
    return Double.isFinite(estimate) ? OptionalDouble.of(estimate) : OptionalDouble.empty();
  }

  /** Seconds that the whole run takes at the speed it has. */
  private void speed(WatchedRun run, long nanos, Map<String, Double> whole) {
    if (run.share().isEmpty()) {
      return;
    }
    double share = run.share().getAsDouble();
    Sight before = first.get(run.name());
    if (before == null || before.share() > share) {
      first.put(run.name(), new Sight(share, nanos));
      return;
    }
    double passed = (nanos - before.nanos()) / NANOS;
    if (passed >= LEAST_SECONDS && share > before.share()) {
      whole.put(run.name(), passed / (share - before.share()));
    }
  }

  private static OptionalDouble mean(Map<String, Double> seconds) {
    return seconds.values().stream().mapToDouble(Double::doubleValue).average();
  }
}
