package dev.ensayo.core.study;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.Origin;
import dev.ensayo.core.config.Problem;
import java.util.List;
import java.util.Optional;

/**
 * A search that chooses settings on seeds of its own, which no result may come from.
 *
 * @param seeds at least one
 * @param variants those that get the settings chosen for them, each its own
 * @param seedsAt where the seeds are written, for messages
 */
public record Tuning(ImmutableList<Long> seeds, ImmutableSet<String> variants, Origin seedsAt) {
  /** Why a study cannot report on those seeds; empty if it can. */
  Optional<Problem> leak(List<Long> reported) {
    return seeds.stream()
        .filter(reported::contains)
        .findFirst()
        .map(
            seed ->
                new Problem(
                    seedsAt,
                    "tune.seeds",
                    "seed "
                        + seed
                        + " would be reported on, too; settings are chosen on seeds that no result"
                        + " comes from, such as {from: "
                        + (reported.stream().mapToLong(Long::longValue).max().orElse(0) + 1001)
                        + ", count: "
                        + seeds.size()
                        + "}"));
  }

  /**
   * @throws ConfigException if a study that reports on those seeds would report on one of these
   */
  void checkNoLeak(List<Long> reported) {
    leak(reported)
        .ifPresent(
            problem -> {
              throw new ConfigException(problem);
            });
  }
}
