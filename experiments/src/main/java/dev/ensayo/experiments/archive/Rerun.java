package dev.ensayo.experiments.archive;

import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.YamlReader;
import dev.ensayo.core.file.AtomicFile;
import dev.ensayo.core.rundir.FoundRun;
import dev.ensayo.core.rundir.Manifest;
import dev.ensayo.core.study.DataDifference;
import dev.ensayo.core.study.RunBinder;
import dev.ensayo.core.study.RunPlan;
import dev.ensayo.core.study.StudyDirectory;
import dev.ensayo.results.reading.RunFolders;
import dev.ensayo.results.reading.RunFolders.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be made again of an archive's runs: those that were chosen, and those that they start
 * from.
 *
 * @param plans one for each run, from its {@code config.yaml}
 * @param otherData of those that are not made again because what they read is no longer there, how
 *     it differs
 */
public record Rerun(
    ImmutableMap<RunFolder, RunPlan> plans, ImmutableMap<RunFolder, String> otherData) {

  /**
   * Binds the runs.
   *
   * @param overrides settings that are otherwise here, such as where data lie, by dotted path
   * @throws dev.ensayo.core.config.ConfigException if one cannot be run here
   */
  public static Rerun of(
      RunFolders original,
      List<RunFolder> chosen,
      Map<String, ConfigNode> overrides,
      RunBinder binder)
      throws IOException {
    Map<String, RunFolder> byName = new HashMap<>();
    original.runs().forEach(run -> byName.put(run.variant() + " " + run.seed(), run));
    Map<RunFolder, RunPlan> plans = new LinkedHashMap<>();
    Map<RunFolder, String> otherData = new LinkedHashMap<>();
    Deque<RunFolder> open = new ArrayDeque<>(chosen);
    while (!open.isEmpty()) {
      RunFolder run = open.remove();
      if (plans.containsKey(run) || otherData.containsKey(run)) {
        continue;
      }
      RunPlan plan =
          binder.bindResolved(YamlReader.read(run.directory().config()).withPaths(overrides));
      Optional<String> difference = dataDifference(run, plan);
      if (difference.isPresent()) {
        otherData.put(run, "data differ: " + difference.get());
        continue;
      }
      plans.put(run, plan);
      for (String variant : plan.requiredVariants()) {
        RunFolder needed = byName.get(variant + " " + run.seed());
        if (needed != null) {
          open.add(needed);
        }
      }
    }
    return new Rerun(ImmutableMap.copyOf(plans), ImmutableMap.copyOf(otherData));
  }

  private static Optional<String> dataDifference(RunFolder run, RunPlan plan) throws IOException {
    Optional<Manifest> made = FoundRun.in(run.directory()).manifest();
    return made.isEmpty() || made.get().dataSha256().isEmpty()
        ? Optional.empty()
        : DataDifference.between(made.get().dataSha256(), plan.dataSha256(plan.openEnvironment()));
  }

  /** Writes beside the reruns which study they are of, so that every command reads them. */
  public static void describe(StudyDirectory original, StudyDirectory rerun) throws IOException {
    Files.createDirectories(rerun.path());
    for (Path file :
        List.of(
            original.overridesFile(),
            original.goalFile(),
            original.looksFile(),
            original.chosenFile(),
            original.studyFile())) {
      if (Files.exists(file)) {
        byte[] content = Files.readAllBytes(file);
        AtomicFile.write(rerun.path().resolve(file.getFileName()), out -> out.write(content));
      }
    }
  }
}
