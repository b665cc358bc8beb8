package dev.ensayo.experiments.comparison;

import com.google.common.collect.ImmutableList;
import dev.ensayo.results.reading.RunFolders;
import dev.ensayo.results.reading.RunFolders.RunFolder;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** Which runs of two folders belong together. */
public final class RunPairs {
  /**
   * Two runs that are compared.
   *
   * @param first of the one folder
   * @param second of the other
   */
  public record Pair(RunFolder first, RunFolder second) {}

  private RunPairs() {}

  /**
   * A run with a run, whatever their names. Of two variants the runs with the same seed; of two
   * studies those of the same variant with the same seed. Runs that were never begun are left out.
   */
  public static ImmutableList<Pair> of(RunFolders first, RunFolders second) {
    List<RunFolder> ones = begun(first);
    List<RunFolder> others = begun(second);
    if (first.runs().size() == 1 && second.runs().size() == 1) {
      return ones.isEmpty() || others.isEmpty()
          ? ImmutableList.of()
          : ImmutableList.of(new Pair(ones.get(0), others.get(0)));
    }
    boolean byVariant = first.study().variants().size() > 1 || second.study().variants().size() > 1;
    return ones.stream()
        .flatMap(run -> partner(run, others, byVariant).map(it -> new Pair(run, it)).stream())
        .collect(ImmutableList.toImmutableList());
  }

  private static List<RunFolder> begun(RunFolders folders) {
    return folders.runs().stream().filter(run -> Files.exists(run.directory().config())).toList();
  }

  private static Optional<RunFolder> partner(
      RunFolder run, List<RunFolder> others, boolean byVariant) {
    return others.stream()
        .filter(other -> other.seed() == run.seed())
        .filter(other -> !byVariant || other.variant().equals(run.variant()))
        .findFirst();
  }
}
