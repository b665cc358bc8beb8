package dev.ensayo.serving.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.ensayo.core.file.Fence;
import dev.ensayo.core.plugin.RunService;
import dev.ensayo.core.rundir.RunStatus;
import dev.ensayo.experiments.cli.InstalledRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whenever a pipeline is cut short, the next call leaves the same bytes. */
class PipelineKillTest {
  @TempDir private Path folder;
  @TempDir private Path finished;

  private PipelinePlace place;

  /** No handler of failures catches it, as none runs after kill -9. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1;
  }

  /** Kills at the n-th change of the disk. */
  private static final class KillingFence implements Fence {
    private int left;

    KillingFence(int left) {
      this.left = left;
    }

    @Override
    public void check() {
      if (--left == 0) {
        throw new Killed();
      }
    }
  }

  /** Trains each version once and copies it the other times. */
  private final class Copied implements RunService {
    private final RunService real = new InstalledRuns();

    @Override
    public Path study(String name) {
      return real.study(name);
    }

    @Override
    public Result make(String configuration, Path run, Path provenance, BooleanSupplier stop)
        throws IOException {
      Path kept = finished.resolve(run.getFileName());
      if (!Files.exists(kept)) {
        Result made = real.make(configuration, run, provenance, stop);
        copy(run, kept);
        return made;
      }
      copy(kept, run);
      return new Result(RunStatus.COMPLETE, "");
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : all.toList()) {
        Path there = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(there);
        } else {
          Files.copy(file, there, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  @BeforeEach
  void put() throws IOException {
    place = PipelinePlace.of(folder, "promote: {margin: 0.1}\n");
    begin();
  }

  private void begin() throws IOException {
    for (Path left : new Path[] {place.state(), place.inbox()}) {
      if (Files.exists(left)) {
        MoreFiles.deleteRecursively(left, RecursiveDeleteOption.ALLOW_INSECURE);
      }
      Files.createDirectories(left);
    }
    place.put("a.csv", 200, 1, PipelinePlace::rising);
    place.put("b.csv", "x,z\n1,2\n");
    place.put("c.csv", 400, 2, PipelinePlace::rising);
  }

  private void handle(Fence fence) throws IOException {
    PipelineMachine machine = place.machine(fence, new Copied());
    machine.begin();
    boolean more = true;
    while (more) {
      more = machine.step(() -> false);
    }
  }

  /** What the folder holds, but for what runs themselves say of time and machine. */
  private Map<String, String> bytes() throws IOException {
    Map<String, String> bytes = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString();
        if (!name.contains("versions") || name.endsWith("metrics.csv")) {
          bytes.put(name, Files.readString(file));
        }
      }
    }
    return bytes;
  }

  @Test
  void leavesTheSameBytes() throws IOException {
    handle(Fence.NONE);
    Map<String, String> whole = bytes();
    assertThat(whole)
        .containsKeys(
            "state/champion.json", "state/log.jsonl", "state/set-aside/0002-b.csv.reason.txt");
    assertThat(place.last())
        .isInstanceOfSatisfying(
            PipelineEvent.Promoted.class, event -> assertThat(event.number()).isEqualTo(3));

    int kills = 0;
    boolean killed = true;
    while (killed) {
      begin();
      killed = isKilledAt(kills + 1);
      if (killed) {
        kills++;
        Champion.in(place.state()).ifPresent(run -> assertThat(run).isDirectory());
      }
      handle(Fence.NONE);
      assertThat(bytes()).as("killed at change %s", kills).isEqualTo(whole);
    }
    assertThat(kills).isGreaterThan(50);
  }

  private boolean isKilledAt(int change) throws IOException {
    try {
      handle(new KillingFence(change));
      return false;
    } catch (Killed e) {
      return true;
    }
  }

  @Test
  void halfALineSaysNothing() throws IOException {
    handle(Fence.NONE);
    Map<String, String> whole = bytes();
    String log = Files.readString(place.state().resolve("log.jsonl"));

    Files.writeString(
        place.state().resolve("log.jsonl"),
        log.substring(0, log.indexOf('\n') / 2),
        StandardOpenOption.APPEND);
    handle(Fence.NONE);

    assertThat(bytes()).isEqualTo(whole);
  }

  @Test
  void goingBackIsDoneOrNotDone() throws IOException {
    handle(Fence.NONE);
    Map<String, String> before = bytes();
    place.machine(Fence.NONE, new Copied()).back();
    Map<String, String> after = bytes();

    boolean killed = true;
    for (int change = 1; killed; change++) {
      begin();
      handle(Fence.NONE);
      try {
        place.machine(new KillingFence(change), new Copied()).back();
        killed = false;
      } catch (Killed e) {
        assertThat(Champion.in(place.state())).get().matches(Files::isDirectory);
      }
      handle(Fence.NONE);
      assertThat(bytes()).isIn(before, after);
    }
    assertThat(bytes()).isEqualTo(after);
  }
}
