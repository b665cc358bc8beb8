package dev.ensayo.experiments.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.config.YamlReader;
import dev.ensayo.core.fakes.ChainProvider;
import dev.ensayo.core.fakes.FakeFollowerProvider;
import dev.ensayo.core.lease.LeaseKeeper;
import dev.ensayo.core.lease.LeaseTiming;
import dev.ensayo.core.plugin.PluginRegistry;
import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.core.rundir.RunStatus;
import dev.ensayo.core.study.RunBinder;
import dev.ensayo.core.study.RunPlan;
import dev.ensayo.core.study.StudyDirectory;
import dev.ensayo.core.study.StudyReader;
import dev.ensayo.experiments.run.Assignment;
import dev.ensayo.experiments.run.Cancellation;
import dev.ensayo.experiments.run.RunObserver;
import dev.ensayo.experiments.run.RunOutcome;
import dev.ensayo.experiments.run.RunSlots;
import dev.ensayo.experiments.run.StudyOutcome;
import dev.ensayo.experiments.run.StudyRunner;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that are made from what was sent: orders there, events back, both as bytes. */
class RunWorkerTest {
  private static final PluginRegistry PLUGINS =
      new PluginRegistry(
          List.of(new ChainProvider()), List.of(), List.of(new FakeFollowerProvider()));

  private static final String STUDY =
      """
      study: s
      environment: chain
      agent: follower
      budget: {updates: 100}
      evaluation: {every: 50}
      seeds: [1, 2]
      variants: {second: {agent.from: first}, first: {}, broken: {agent.failsAfter: 7}}
      """;

  @TempDir private Path folder;

  private LeaseKeeper leases;
  private RunWorker worker;

  @BeforeEach
  void open() {
    leases = new LeaseKeeper(LeaseTiming.STANDARD);
    worker = new RunWorker(PLUGINS, List.of());
  }

  @AfterEach
  void close() {
    worker.close();
    leases.close();
  }

  private static ImmutableList<RunPlan> plans() {
    return new RunBinder(PLUGINS, List.of())
        .bind(StudyReader.read(YamlReader.parse("test", STUDY)));
  }

  private LaunchContext context(String name, Cancellation cancellation, RunObserver observer) {
    return new LaunchContext(
        new StudyDirectory(folder.resolve(name)),
        plans(),
        OptionalInt.empty(),
        2,
        ImmutableList.of(),
        leases,
        Duration.ofDays(1),
        false,
        cancellation,
        observer);
  }

  @SuppressWarnings("unchecked")
  private static <T> T sent(T message) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(message);
      }
      return (T) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
    } catch (IOException | ClassNotFoundException e) {
      throw new AssertionError(message + " cannot be sent", e);
    }
  }

  /** As a launcher does that makes runs in other processes, but for the other processes. */
  private RunSlots sending(LaunchContext context) {
    return new RunSlots() {
      @Override
      public int count() {
        return context.localJobs();
      }

      @Override
      public RunOutcome launch(Assignment assignment) {
        RunObserver observer =
            RunEvent.sending(event -> sent(event).tell(context.observer(), assignment.run()));
        return sent(
            worker.carryOut(
                sent(RunOrder.of(assignment, context)), context.cancellation(), observer));
      }
    };
  }

  private static StudyOutcome run(RunSlots slots, LaunchContext context) throws Exception {
    return new StudyRunner(slots, context.cancellation(), context.observer(), Duration.ofMillis(10))
        .run(context.runs(), context.directory());
  }

  /** What is heard of each run but how it moves. */
  private static final class Listener implements RunObserver {
    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void started(RunPlan run, long position, long end) {
      heard.add(run.variant() + run.seed() + " from " + position + " to " + end);
    }

    @Override
    public void kept(RunPlan run) {
      heard.add(run.variant() + run.seed() + " kept");
    }

    @Override
    public void ended(RunPlan run, RunStatus status, String message) {
      heard.add(run.variant() + run.seed() + " " + status + " " + message);
    }
  }

  @Test
  void aRunThatWasSentWritesAndSaysWhatOneHereDoes() throws Exception {
    Listener here = new Listener();
    LaunchContext local = context("local", new Cancellation(), here);
    StudyOutcome expected;
    try (RunSlots slots = new LocalLauncher().connect(ImmutableMap.of()).begin(local)) {
      expected = run(slots, local);
    }
    Listener there = new Listener();
    LaunchContext remote = context("remote", new Cancellation(), there);
    StudyOutcome outcome = run(sending(remote), remote);

    assertThat(outcome.counts())
        .isEqualTo(expected.counts())
        .containsOnly(Map.entry(RunStatus.COMPLETE, 4), Map.entry(RunStatus.FAILED, 2));
    assertThat(there.heard).containsExactlyInAnyOrderElementsOf(here.heard).hasSize(12);
    for (RunPlan run : plans()) {
      RunDirectory made = remote.directory().run(run.variant(), run.seed());
      RunDirectory reference = local.directory().run(run.variant(), run.seed());
      assertThat(made.metricsFile()).hasSameBinaryContentAs(reference.metricsFile());
      assertThat(made.config()).hasSameBinaryContentAs(reference.config());
      assertThat(made.isComplete()).isEqualTo(reference.isComplete());
    }

    there.heard.clear();
    assertThat(run(sending(remote), remote).count(RunStatus.COMPLETE)).isEqualTo(4);
    assertThat(there.heard).filteredOn(line -> line.endsWith(" kept")).hasSize(4);
  }

  @Test
  void aStoppedRunGoesOnWhereItIsSentNext() throws Exception {
    Cancellation stop = new Cancellation();
    RunObserver stopHalfway =
        new RunObserver() {
          @Override
          public void moved(RunPlan run, long position) {
            if (run.variant().equals("second") && position >= 50) {
              stop.request();
            }
          }
        };
    LaunchContext first = context("remote", stop, stopHalfway);
    assertThat(run(sending(first), first).counts()).containsKey(RunStatus.INTERRUPTED);
    Listener listener = new Listener();
    LaunchContext second = context("remote", new Cancellation(), listener);
    assertThat(run(sending(second), second).count(RunStatus.COMPLETE)).isEqualTo(4);
    assertThat(listener.heard).anyMatch(line -> line.matches("second\\d from [1-9]\\d* to 100"));
  }

  @Test
  void aRunThatCannotBeMadeThereFailsAndWritesNothing() {
    LaunchContext context = context("remote", new Cancellation(), RunObserver.NONE);
    RunPlan run = context.runs().get(0);
    RunDirectory directory = context.directory().run(run.variant(), run.seed());
    RunOrder order = RunOrder.of(Assignment.of(run, directory, directory), context);
    try (RunWorker without =
        new RunWorker(
            new PluginRegistry(List.of(new ChainProvider()), List.of(), List.of()), List.of())) {
      RunOutcome outcome = without.carryOut(order, new Cancellation(), RunObserver.NONE);
      assertThat(outcome.status()).isEqualTo(RunStatus.FAILED);
      assertThat(outcome.message())
          .startsWith("it cannot be run where it was sent: ")
          .contains("follower");
    }
    assertThat(directory.path()).doesNotExist();
  }

  @Test
  void anOrderNamesFoldersOfTheMachineThatItIsSentTo() throws Exception {
    LaunchContext context = context("remote", new Cancellation(), RunObserver.NONE);
    RunPlan run =
        context.runs().stream().filter(r -> r.variant().equals("first")).findFirst().orElseThrow();
    RunDirectory directory = context.directory().run(run.variant(), run.seed());
    Path scratch = folder.resolve("scratch/first/seed-1");
    RunOrder order =
        RunOrder.of(Assignment.of(run, directory, directory), context)
            .in(scratch.toString(), scratch.toString(), folder.resolve("lists").toString());
    assertThat(worker.carryOut(order, new Cancellation(), RunObserver.NONE).status())
        .isEqualTo(RunStatus.COMPLETE);
    assertThat(new RunDirectory(scratch).isComplete()).isTrue();
    assertThat(folder.resolve("lists")).isNotEmptyDirectory();
    assertThat(directory.path()).doesNotExist();
  }
}
