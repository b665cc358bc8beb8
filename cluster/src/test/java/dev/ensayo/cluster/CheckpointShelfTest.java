package dev.ensayo.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ensayo.core.lease.LeaseKeeper;
import dev.ensayo.core.lease.LeaseTiming;
import dev.ensayo.core.rundir.FoundRun;
import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.core.rundir.RunStatus;
import dev.ensayo.core.study.RunPlan;
import dev.ensayo.core.study.StudyDirectory;
import dev.ensayo.experiments.launch.LaunchContext;
import dev.ensayo.experiments.launch.LauncherException;
import dev.ensayo.experiments.run.Assignment;
import dev.ensayo.experiments.run.Cancellation;
import dev.ensayo.experiments.run.RunObserver;
import dev.ensayo.experiments.run.RunOutcome;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointShelfTest {
  private static final String RUN = "baseline/seed-1";

  private static final String STUDY =
      """
      study: shelved
      environment: cartpole-v1
      agent:
        type: dqn
        batchSize: 32
        warmupSteps: 200
        hiddenUnits: [32, 32]
        replay: {capacity: 2000}
      budget: {environmentSteps: 20000}
      evaluation: {every: 2000, episodes: 2}
      log: {every: 1000}
      seeds: [1]
      """;

  @TempDir private Path folder;

  private final List<String> heard = new ArrayList<>();

  private final RunObserver observer =
      new RunObserver() {
        @Override
        public synchronized void noted(RunPlan run, String what) {
          heard.add(what);
        }
      };

  @Test
  void theLatestSoundStateOfARunIsFoundAgain() throws IOException {
    try (JavaSparkContext spark = spark("local[1]")) {
      assertThat(spark.isLocal()).as("whose settings of Hadoop count").isTrue();
      CheckpointShelf shelf =
          CheckpointShelf.of(
              HadoopFolder.of(Stores.CHECKPOINTS, folder.resolve("shelf").toUri().toString()),
              new StudyDirectory(folder));
      shelf.there().checkWritable();
      Path run = Files.createDirectories(folder.resolve("run/checkpoints"));
      assertThat(shelf.fetch(RUN, folder.resolve("nothing"))).isFalse();
      assertThat(folder.resolve("nothing")).doesNotExist();
      for (String state : List.of("a", "b", "c")) {
        Files.writeString(run.resolve("state"), state);
        shelf.keep(RUN, run.getParent());
        assertThat(shelf.fetch(RUN, folder.resolve(state))).isTrue();
        assertThat(folder.resolve(state).resolve("checkpoints/state")).hasContent(state);
        for (Path archive : archives(shelf)) { // a file system may count in seconds
          boolean older =
              archive.toFile().setLastModified(archive.toFile().lastModified() - 10_000);
          assertThat(older).isTrue();
        }
      }
      List<Path> kept = archives(shelf);
      assertThat(kept).as("before the last two").hasSize(2);
      truncate(kept.get(1));
      assertThat(shelf.fetch(RUN, folder.resolve("older"))).isTrue();
      assertThat(folder.resolve("older/checkpoints/state")).hasContent("b");
      truncate(kept.get(0));
      assertThatThrownBy(() -> shelf.fetch(RUN, folder.resolve("none")))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(".zip: ");
      assertThat(folder.resolve("none")).doesNotExist();
      shelf.clear(RUN);
      assertThat(shelf.fetch(RUN, folder.resolve("none"))).isFalse();
    }
  }

  /** The oldest first. */
  private static List<Path> archives(CheckpointShelf shelf) throws IOException {
    try (Stream<Path> files = Files.list(Path.of(URI.create(shelf.there().url())).resolve(RUN))) {
      return files
          .filter(file -> file.toString().endsWith(".zip"))
          .sorted((a, b) -> Long.compare(a.toFile().lastModified(), b.toFile().lastModified()))
          .toList();
    }
  }

  /** Without the checksums of Hadoop's own, which would find out first. */
  private static void truncate(Path archive) throws IOException {
    byte[] whole = Files.readAllBytes(archive);
    Files.deleteIfExists(archive.resolveSibling("." + archive.getFileName() + ".crc"));
    long modified = archive.toFile().lastModified();
    Files.write(archive, Arrays.copyOf(whole, whole.length / 3));
    assertThat(archive.toFile().setLastModified(modified)).isTrue();
  }

  /** A shelf that fails costs no run, and is told once. */
  @Test
  void aShelfThatCannotBeWrittenIsToldOnce() throws IOException {
    try (JavaSparkContext spark = spark("local[1]")) {
      assertThat(spark.isLocal()).as("whose settings of Hadoop count").isTrue();
      Path file = Files.writeString(folder.resolve("file"), "no folder");
      CheckpointShelf shelf = new CheckpointShelf(new HadoopFolder(file.toUri() + "/study"));
      assertThatThrownBy(shelf.there()::checkWritable).isInstanceOf(IOException.class);
      ShelvedRun run =
          new ShelvedRun(shelf, RUN, Files.createDirectory(folder.resolve("run")), heard::add);
      run.keep();
      run.keep();
      assertThat(heard).hasSize(1);
      assertThat(heard.get(0))
          .startsWith("its checkpoint cannot be kept in " + shelf.there().url());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/shared/ensayo", "ensayo", "hdfs:", "s3a://bucket", "hdfs://a b/c"})
  void whatNamesNoFolderIsRefusedWithWhatWould(String root) {
    assertThatThrownBy(() -> HadoopFolder.of("--checkpoints", root))
        .isInstanceOf(LauncherException.class)
        .hasMessageContaining("--checkpoints: '" + root + "'")
        .hasMessageContaining("hdfs://NAMENODE/ensayo");
  }

  /**
   * Executors that do not see the study's folder: the run is stopped once and its executor is
   * killed once. Each goes on from what Hadoop's file system has, and the bytes are those of a run
   * made here in one go.
   */
  @Test
  @Timeout(value = 8, unit = TimeUnit.MINUTES)
  void aRunGoesOnFromHadoopsFileSystem() throws Exception {
    TestedStudy study = TestedStudy.of(folder, STUDY);
    RunPlan run = study.runs().get(0);
    Path hdfs = Files.createDirectory(folder.resolve("hdfs"));
    try (HadoopFileSystem files = new HadoopFileSystem(hdfs);
        StandaloneCluster cluster = new StandaloneCluster(1, folder);
        LeaseKeeper leases = new LeaseKeeper(LeaseTiming.STANDARD);
        JavaSparkContext spark = spark(cluster.url())) {
      FlightDesk desk = new FlightDesk(spark);
      Cancellation stop = new Cancellation();
      LaunchContext first = context(study, "shelved", leases, stop);
      CheckpointShelf shelf =
          CheckpointShelf.of(
              HadoopFolder.of("--checkpoints", files.url() + "/ensayo/"), first.directory());
      shelf.there().checkWritable();
      CompletableFuture<RunOutcome> stopped = launch(desk, first, shelf, run);
      awaitStates(shelf, 1, stopped);
      stop.request();
      assertThat(stopped.get().status()).isEqualTo(RunStatus.INTERRUPTED);

      LaunchContext second = context(study, "shelved", leases, new Cancellation());
      CompletableFuture<RunOutcome> killed = launch(desk, second, shelf, run);
      awaitAnotherState(shelf, killed);
      cluster.executors().forEach(CheckpointShelfTest::kill);
      assertThat(killed.get()).isEqualTo(RunOutcome.of(RunStatus.COMPLETE, ""));

      RunDirectory made = second.directory().run(run.variant(), run.seed());
      assertThat(made.manifest().orElseThrow().sessions()).isEqualTo(3);
      assertThat(FoundRun.in(made).damages()).isEmpty();
      LaunchContext here = context(study, "here", leases, new Cancellation());
      RunDirectory local = here.directory().run(run.variant(), run.seed());
      here.executor().execute(run, local);
      assertThat(made.metricsFile()).hasSameBinaryContentAs(local.metricsFile());
      assertThat(made.config()).hasSameBinaryContentAs(local.config());
      assertThat(states(shelf)).as("of a run that is complete").isEmpty();
    }
    assertThat(heard)
        .anyMatch(line -> line.contains("with checkpoints in hdfs://"))
        .anyMatch(line -> line.endsWith("the run goes on from its last checkpoint elsewhere"));
  }

  private LaunchContext context(
      TestedStudy study, String place, LeaseKeeper leases, Cancellation cancellation) {
    return study.in(
        place, leases, OptionalInt.empty(), Duration.ofMillis(200), cancellation, observer);
  }

  private JavaSparkContext spark(String url) throws IOException {
    Master master = Master.of(url);
    List<Path> jars =
        master.isThisProcess()
            ? List.of()
            : TravellingJars.of(
                System.getProperty("java.class.path"),
                Files.createDirectory(folder.resolve("jars")));
    SparkConf conf = SparkSettings.of(master, jars, Map.of());
    return new JavaSparkContext(conf.set("spark.executor.memory", "640m"));
  }

  private CompletableFuture<RunOutcome> launch(
      FlightDesk desk, LaunchContext context, CheckpointShelf shelf, RunPlan run) {
    FolderToken unseen = new FolderToken(folder.resolve("nowhere/token").toString(), "x");
    SparkSlots slots = new SparkSlots(desk, context, unseen, "a cluster", Optional.of(shelf));
    RunDirectory directory = context.directory().run(run.variant(), run.seed());
    return CompletableFuture.supplyAsync(
        () -> {
          try (slots) {
            return slots.launch(Assignment.of(run, directory, directory));
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static void kill(long process) {
    ProcessHandle.of(process).ifPresent(ProcessHandle::destroyForcibly);
  }

  private static List<String> states(CheckpointShelf shelf) throws IOException {
    FileSystem files = FileSystem.get(URI.create(shelf.there().url()), new Configuration());
    org.apache.hadoop.fs.Path there =
        new org.apache.hadoop.fs.Path(shelf.there().url() + "/" + RUN);
    return !files.exists(there)
        ? List.of()
        : Stream.of(files.listStatus(there))
            .map(file -> file.getPath().getName())
            .filter(name -> name.endsWith(".zip"))
            .toList();
  }

  private static void awaitStates(
      CheckpointShelf shelf, int count, CompletableFuture<RunOutcome> run)
      throws IOException, InterruptedException {
    while (states(shelf).size() < count) {
      assertThat(run).as("not over yet").isNotDone();
      Thread.sleep(20);
    }
  }

  /** Waits until there is one that was not there before. */
  private static void awaitAnotherState(CheckpointShelf shelf, CompletableFuture<RunOutcome> run)
      throws IOException, InterruptedException {
    List<String> before = states(shelf);
    while (before.containsAll(states(shelf))) {
      assertThat(run).as("not over yet").isNotDone();
      Thread.sleep(20);
    }
  }
}
