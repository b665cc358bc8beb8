package dev.ensayo.experiments.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.rundir.FoundRun;
import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.core.study.StudyDirectory;
import dev.ensayo.experiments.cli.Ensayo;
import dev.ensayo.experiments.faults.Faults.Counting;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/**
 * Commands that write, on a {@link FaultyDisk}: killed, with a full disk and in a folder that
 * cannot be changed, each at moments drawn at random from all the changes that the command makes.
 */
public final class FaultyCommands {
  private static final int KILLS = 6;
  private static final int FULL = 3;
  private static final int SEEDS = 2;

  private static final String STUDY =
      """
      study: small
      environment: cliffwalking-v1
      agent: {type: sarsa, learningRate: 0.1}
      budget: {environmentSteps: 300}
      evaluation: {every: 100, episodes: 1}
      log: {every: 100}
      seeds: {from: 1, count: %d}
      """;

  private final RandomStream random = new SeedSequence(16).stream("moments");
  private final Path folder;
  private final Path study;

  private FaultyCommands(Path folder) {
    this.folder = folder;
    this.study = folder.resolve("runs/small");
  }

  /**
   * What came of a command.
   *
   * @param exitCode -1 if it was killed
   */
  private record Outcome(int exitCode, String out, String err) {}

  /** On what nobody but the command writes to. */
  private interface Check {
    void of(Path target) throws IOException;
  }

  /**
   * @param folder of the tests, empty
   */
  public static void main(String[] folder) throws IOException {
    new FaultyCommands(Path.of(folder[0])).all();
  }

  private static Outcome ensayo(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commands = Ensayo.commandLine();
    commands.setOut(new PrintWriter(out, true));
    commands.setErr(new PrintWriter(err, true));
    int exitCode;
    try {
      exitCode =
          commands.execute(Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
    } catch (Fault.Killed e) {
      exitCode = -1;
    }
    return new Outcome(exitCode, out.toString(), err.toString());
  }

  private static Outcome ensayo(Path place, Fault fault, Object... arguments) {
    FaultyDisk.breaks(place, fault);
    try {
      return ensayo(arguments);
    } finally {
      FaultyDisk.isRepaired();
    }
  }

  private static Outcome done(Object... arguments) {
    Outcome outcome = ensayo(arguments);
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    return outcome;
  }

  private void all() throws IOException {
    Path file = Files.writeString(folder.resolve("small.yaml"), STUDY.formatted(SEEDS));
    done("run", file, "--out", folder.resolve("runs"));
    Path archive = folder.resolve("given.zip");
    done("freeze", study, "--out", archive);

    Path own = Files.createDirectory(folder.resolve("own"));
    Path report = own.resolve("report");
    sameBytes(report, "report", study, "--out", report);
    Path zip = own.resolve("small.zip");
    sameBytes(zip, "freeze", study, "--out", zip);
    for (String format : List.of("csv", "tensorboard")) {
      Path export = own.resolve(format);
      sameBytes(export, "export", study, "--to", format, "--out", export);
    }
    Path again = own.resolve("again");
    faults(again, true, this::isReproduction, "reproduce", archive, "--out", again, "--jobs", 1);
  }

  /** A command that writes the same bytes each time. */
  private void sameBytes(Path target, Object... command) throws IOException {
    done(command);
    Map<String, String> whole = WrittenFiles.under(target);
    delete(target);
    faults(
        target,
        false,
        place -> assertThat(WrittenFiles.under(place)).as("%s", place).isIn(Map.of(), whole),
        command);
  }

  /**
   * @param goesOn whether the command keeps what it finds
   */
  private void faults(Path target, boolean goesOn, Check isWholeOrMissing, Object... command)
      throws IOException {
    int changes = changes(target, command);
    delete(target);
    int reallyKilled = 0;
    for (int i = 0; i < KILLS; i++) {
      int moment = 1 + random.nextInt(changes);
      Outcome killed = ensayo(target.getParent(), Faults.killedAt(moment), command);
      reallyKilled +=
          killed.exitCode() == 0 ? 0 : 1; // with several threads the last is not always met
      isWholeOrMissing.of(target);
      if (i % 2 == 1) {
        done(command); // The next kill finds something there,
        isWholeOrMissing.of(target);
        assertThat(target).exists();
        if (goesOn) {
          delete(target); // except where there would be nothing left to do.
        }
      }
    }
    assertThat(reallyKilled).as("kills of %s", command[0]).isGreaterThanOrEqualTo(KILLS / 2);
    nothingIsLeft(target, command);
    delete(target);
    Map<String, String> none = WrittenFiles.under(target.getParent());
    for (int i = 0; i < FULL; i++) {
      int moment = 1 + random.nextInt(changes / 2);
      Outcome full = ensayo(target.getParent(), Faults.fullFrom(moment), command);
      assertThat(full.exitCode()).as("%s full at %s: %s", command[0], moment, full).isEqualTo(1);
      assertThat(full.out() + full.err()).contains("No space left on device");
      isWholeOrMissing.of(target);
      assertThat(WrittenFiles.partsIn(target.getParent())).isEmpty();
    }
    delete(target);
    Outcome locked = ensayo(target.getParent(), Faults.readOnly(), command);
    assertThat(locked.exitCode()).as("%s", locked).isEqualTo(1);
    assertThat(locked.err().lines().filter(line -> line.startsWith("ensayo: ")))
        .singleElement()
        .asString()
        .endsWith("Read-only file system");
    assertThat(WrittenFiles.under(target.getParent())).isEqualTo(none);
    done(command);
    isWholeOrMissing.of(target);
    System.out.println(command[0] + ": " + changes + " changes");
  }

  private static int changes(Path target, Object... command) {
    Counting counting = new Counting();
    Outcome outcome = ensayo(target.getParent(), counting, command);
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    return counting.changes();
  }

  /** What the killed ones left is gone after a while, when the command is given again. */
  private static void nothingIsLeft(Path target, Object... command) throws IOException {
    FileTime before = FileTime.from(Instant.now().minus(Duration.ofHours(2)));
    for (Path part : WrittenFiles.partsIn(target.getParent())) {
      Files.setLastModifiedTime(part, before);
    }
    done(command);
    assertThat(WrittenFiles.partsIn(target.getParent())).isEmpty();
  }

  private void isReproduction(Path target) throws IOException {
    Path original = target.resolve("original");
    if (Files.exists(original)) {
      assertThat(original.resolve("SHA256SUMS")).exists();
    }
    StudyDirectory rerun = new StudyDirectory(target.resolve("rerun"));
    List<RunDirectory> complete = new ArrayList<>();
    for (int seed = 1; seed <= SEEDS; seed++) {
      RunDirectory run = rerun.run("baseline", seed);
      if (run.isComplete()) {
        assertThat(FoundRun.in(run).damages()).isEmpty();
        complete.add(run);
      }
    }
    if (Files.exists(target.resolve("reproduction.csv"))) {
      assertThat(complete).hasSize(SEEDS);
      assertThat(target.resolve("reproduction.csv")).content().contains("baseline,2,identical,");
    }
  }

  private static void delete(Path place) throws IOException {
    if (Files.exists(place)) {
      MoreFiles.deleteRecursively(place, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }
}
