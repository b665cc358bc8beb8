package dev.ensayo.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.lease.LeaseKeeper;
import dev.ensayo.core.lease.LeaseNote;
import dev.ensayo.core.rundir.FoundRun;
import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.core.rundir.RunState;
import dev.ensayo.core.study.StudyDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ten processes that share a folder, two of them killed in the middle of a run. Where name spaces
 * can be had each is a host by itself, to the others: with a name, and with process numbers, of its
 * own, so that nobody but its lease tells that it is dead.
 */
class TenProcessesTest {
  private static final int PROCESSES = 10;
  private static final int KILLED = 2;
  private static final int SEEDS = 8;

  private static final String STUDY =
      """
      study: ten
      environment: taxi-v4
      agent: {type: sarsa, learningRate: 0.1}
      budget: {environmentSteps: 150000}
      evaluation: {every: 50000, episodes: 2}
      log: {every: 1000}
      seeds: {from: 1, count: 8}
      variants: {baseline: {}, faster: {agent.learningRate: 0.3}}
      """;

  private static final List<String> VARIANTS = List.of("baseline", "faster");

  @TempDir private Path folder;

  private StudyDirectory study(String out) {
    return new StudyDirectory(folder.resolve(out).resolve("ten"));
  }

  private static List<String> host(int number) {
    return List.of(
        "unshare",
        "--uts",
        "--mount",
        "--pid",
        "--fork",
        "--kill-child",
        "--mount-proc",
        "sh",
        "-c",
        "hostname host-" + number + " && exec \"$@\"",
        "sh");
  }

  private static boolean hasNameSpaces() throws InterruptedException {
    try {
      List<String> command = new ArrayList<>(host(0));
      command.add("true");
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private List<EnsayoProcess> start(Path study, boolean hosts) throws IOException {
    List<EnsayoProcess> processes = new ArrayList<>();
    for (int number = 0; number < PROCESSES; number++) {
      processes.add(
          EnsayoProcess.start(
              hosts ? host(number) : List.of(),
              Ensayo.class,
              folder.resolve(number + ".log"),
              List.of("-Densayo.lease.seconds=10"),
              "run",
              study,
              "--share",
              "--out",
              folder.resolve("shared"),
              "--jobs",
              1,
              "--checkpoint-every",
              "0.1"));
    }
    return processes;
  }

  /** The process that has a run, if it is in the middle of it. */
  private Optional<EnsayoProcess> inTheMiddle(
      RunDirectory run, List<EnsayoProcess> processes, boolean hosts) throws IOException {
    if (run.isComplete() || !Files.exists(run.checkpoints())) {
      return Optional.empty();
    }
    Optional<LeaseNote> holder = LeaseKeeper.holderOf(run.path());
    if (holder.isEmpty()) {
      return Optional.empty();
    }
    String host = holder.get().process().host();
    return hosts
        ? Optional.of(processes.get(Integer.parseInt(host.replace("host-", ""))))
        : processes.stream()
            .filter(process -> process.pid() == holder.get().process().pid())
            .findFirst();
  }

  private Map<RunDirectory, EnsayoProcess> killTwo(List<EnsayoProcess> processes, boolean hosts)
      throws Exception {
    Map<RunDirectory, EnsayoProcess> killed = new HashMap<>();
    processes
        .get(0)
        .await(
            "two processes are in the middle of runs",
            () -> {
              for (RunDirectory run : runs("shared")) {
                Optional<EnsayoProcess> at = inTheMiddle(run, processes, hosts);
                if (at.isPresent()
                    && at.get() != processes.get(0) // it is waited with
                    && killed.size() < KILLED
                    && !killed.containsValue(at.get())) {
                  at.get().kill();
                  if (!run.isComplete()) {
                    killed.put(run, at.get());
                  }
                }
              }
              return killed.size() == KILLED;
            });
    return killed;
  }

  private List<RunDirectory> runs(String out) {
    List<RunDirectory> runs = new ArrayList<>();
    for (String variant : VARIANTS) {
      for (long seed = 1; seed <= SEEDS; seed++) {
        runs.add(study(out).run(variant, seed));
      }
    }
    return runs;
  }

  @Test
  void twoAreKilledAndTheStudyIsAsOfOneProcess() throws Exception {
    Path study = folder.resolve("ten.yaml");
    Files.writeString(study, STUDY);
    boolean hosts = hasNameSpaces();
    List<EnsayoProcess> processes = start(study, hosts);
    Map<RunDirectory, EnsayoProcess> killed = killTwo(processes, hosts);
    StringBuilder said = new StringBuilder();
    for (EnsayoProcess process : processes) {
      if (!killed.containsValue(process)) {
        assertThat(process.exitCode()).as(process.said()).isZero();
        said.append(process.said());
      }
    }
    assertThat(said).contains("16 of 16 runs complete", "report: ");
    assertThat(study("shared").report()).isDirectoryContaining("glob:**/index.html");

    CommandLineHarness.Outcome alone =
        CommandLineHarness.ensayo("run", study, "--out", folder.resolve("alone"));
    assertThat(alone.exitCode()).as(alone.err()).isZero();
    List<RunDirectory> references = runs("alone");
    List<RunDirectory> made = runs("shared");
    for (int i = 0; i < made.size(); i++) {
      FoundRun found = FoundRun.in(made.get(i));
      assertThat(found.state()).isEqualTo(RunState.COMPLETE);
      assertThat(found.damages()).isEmpty();
      assertThat(made.get(i).metricsFile()).hasSameBinaryContentAs(references.get(i).metricsFile());
      assertThat(made.get(i).config()).hasSameBinaryContentAs(references.get(i).config());
      assertThat(made.get(i).path()).isDirectoryNotContaining("glob:**/lease-*");
    }
    for (RunDirectory run : killed.keySet()) {
      assertThat(run.manifest().orElseThrow().sessions())
          .as("%s was taken over", run.path())
          .isGreaterThan(1);
    }
    if (hosts) {
      assertThat(made.stream().map(TenProcessesTest::manifestHost).collect(Collectors.toSet()))
          .as("hosts that ended runs")
          .hasSizeGreaterThan(1)
          .allMatch(host -> host.startsWith("host-"));
    }
  }

  private static String manifestHost(RunDirectory run) {
    try {
      return run.manifest().orElseThrow().host();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
