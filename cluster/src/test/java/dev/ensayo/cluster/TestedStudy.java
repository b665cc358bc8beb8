package dev.ensayo.cluster;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.YamlReader;
import dev.ensayo.core.lease.LeaseKeeper;
import dev.ensayo.core.plugin.BackendProbe;
import dev.ensayo.core.plugin.PluginRegistry;
import dev.ensayo.core.service.Services;
import dev.ensayo.core.study.RunBinder;
import dev.ensayo.core.study.RunPlan;
import dev.ensayo.core.study.StudyDirectory;
import dev.ensayo.core.study.StudyReader;
import dev.ensayo.experiments.launch.LaunchContext;
import dev.ensayo.experiments.run.Cancellation;
import dev.ensayo.experiments.run.RunObserver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * The runs of a study, to be made in several places.
 *
 * @param folder in which each place has a folder of its own
 * @param runs all of them
 */
record TestedStudy(Path folder, ImmutableList<RunPlan> runs) {
  static TestedStudy of(Path folder, String yaml) {
    RunBinder binder =
        new RunBinder(PluginRegistry.load(), Services.of(BackendProbe.class).found());
    return new TestedStudy(
        folder,
        ImmutableList.copyOf(
            binder.bind(StudyReader.readAsFar(YamlReader.parse("tested.yaml", yaml)))));
  }

  /** To make them in a place, with a checkpoint when they are long. */
  LaunchContext in(String place, LeaseKeeper leases, RunObserver observer) {
    return in(
        place, leases, OptionalInt.empty(), Duration.ofSeconds(20), new Cancellation(), observer);
  }

  LaunchContext in(
      String place,
      LeaseKeeper leases,
      OptionalInt jobs,
      Duration checkpointInterval,
      Cancellation cancellation,
      RunObserver observer) {
    return new LaunchContext(
        new StudyDirectory(folder.resolve(place)),
        runs,
        jobs,
        1,
        ImmutableList.of(),
        leases,
        checkpointInterval,
        false,
        cancellation,
        observer);
  }
}
