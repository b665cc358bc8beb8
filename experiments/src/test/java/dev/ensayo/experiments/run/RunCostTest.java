package dev.ensayo.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMultiset;
import com.google.common.collect.Multiset;
import dev.ensayo.core.rundir.FoundRun;
import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.experiments.cli.Ensayo;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What each run of a study asks of the machine, counted and not timed. */
class RunCostTest {
  private static final int FEW = 4;
  private static final int MANY = 12;

  @TempDir private Path folder;

  private Path make(String name, int runs) throws IOException {
    Path study = folder.resolve(name + ".yaml");
    Files.writeString(
        study,
        "{study: "
            + name
            + ", environment: frozenlake-v1, agent: {type: sarsa}, budget: {environmentSteps: 20},"
            + " evaluation: {every: 20, episodes: 1}, log: {every: 10}, seeds: {from: 1, count: "
            + runs
            + "}}");
    CommandLine commands = Ensayo.commandLine();
    StringWriter said = new StringWriter();
    commands.setOut(new PrintWriter(said, true));
    commands.setErr(new PrintWriter(said, true));
    assertThat(commands.execute("run", study.toString(), "--out", folder + "", "--jobs", "2"))
        .as(said.toString())
        .isZero();
    return folder.resolve(name);
  }

  private static Multiset<String> paths(List<RecordedEvent> events, String type) {
    return events.stream()
        .filter(event -> event.getEventType().getName().equals(type))
        .map(event -> String.valueOf(event.getString("path")))
        .collect(ImmutableMultiset.toImmutableMultiset());
  }

  private List<RecordedEvent> recorded(String name, int runs) throws IOException {
    Path events = folder.resolve(name + ".jfr");
    try (Recording recording = new Recording()) {
      recording.enable("jdk.FileForce").withThreshold(Duration.ZERO);
      recording.enable("jdk.FileRead").withThreshold(Duration.ZERO);
      recording.enable("jdk.ProcessStart");
      recording.start();
      assertThat(make(name, runs)).isDirectory();
      recording.stop();
      recording.dump(events);
    }
    return RecordingFile.readAllEvents(events);
  }

  /** To force a file takes longer than all else in a short run. */
  @Test
  void aShortRunForcesEachOfItsFilesOnceBeforeTheMarker() throws IOException {
    Multiset<String> forced = paths(recorded("forced", MANY), "jdk.FileForce");
    List<String> once = new ArrayList<>();
    for (int seed = 1; seed <= MANY; seed++) {
      RunDirectory run = new RunDirectory(folder.resolve("forced/baseline/seed-" + seed));
      for (String file : FoundRun.in(run).files(true)) {
        if (!file.equals("COMPLETE")) {
          once.add(run.path().resolve(file).toString());
        }
      }
      String marker = run.completeMarker() + ".";
      assertThat(forced.stream().filter(path -> path.startsWith(marker))).hasSize(1);
    }
    assertThat(forced.stream().filter(path -> path.contains("/seed-") && !path.endsWith(".part")))
        .containsExactlyInAnyOrderElementsOf(once);
    assertThat(once).hasSizeGreaterThan(5 * MANY);
  }

  @Test
  void whatAllRunsHaveInCommonIsNotFoundOutAgainForEach() throws IOException {
    assertThat(make("first", 1)).isDirectory(); // what a process finds out once
    Multiset<String> few = elsewhere(recorded("few", FEW));
    List<RecordedEvent> recorded = recorded("many", MANY);
    Multiset<String> many = elsewhere(recorded);
    assertThat(many.elementSet())
        .allSatisfy(
            path -> assertThat(many.count(path) - few.count(path)).as(path).isLessThan(MANY - FEW));
    assertThat(paths(recorded, "jdk.FileRead").stream().filter(path -> path.contains("/many/")))
        .hasSizeGreaterThan(MANY);
  }

  /** What was read outside of the studies, but for what is looked at a few times a second. */
  private Multiset<String> elsewhere(List<RecordedEvent> events) {
    return paths(events, "jdk.FileRead").stream()
        .filter(path -> !path.startsWith(folder.toString()))
        .filter(path -> !path.equals("/proc/self/maps") && !path.endsWith(".jar"))
        .collect(ImmutableMultiset.toImmutableMultiset());
  }
}
