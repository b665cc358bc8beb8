package dev.ensayo.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.experiments.cli.Ensayo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * {@code ensayo run} in a process of its own.
 *
 * @param process the process
 * @param log where what it says goes
 */
record Command(Process process, Path log) implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 400;

  /** Starts it; what it says goes into a file of the folder. */
  static Command run(Path folder, Path study, String out, String... more) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-Dorg.bytedeco.javacpp.maxphysicalbytes=0");
    command.add("-Dspark.executor.memory=640m");
    command.add("-Dspark.executor.extraJavaOptions=-XX:TieredStopAtLevel=1");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Ensayo.class.getName()));
    command.addAll(List.of("run", study.toString(), "--out", folder.resolve(out).toString()));
    command.addAll(List.of(more));
    Path log = folder.resolve(out + ".log");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("OMP_NUM_THREADS", "1");
    return new Command(
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start(), log);
  }

  /** Waits for its end. */
  int await() throws InterruptedException {
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("ends in time").isTrue();
    return process.exitValue();
  }

  String said() throws IOException {
    return Files.readString(log);
  }

  /** Ends it, should it still be there, with what it has started. */
  @Override
  public void close() {
    List<ProcessHandle> started = process.descendants().toList();
    process.destroyForcibly();
    started.forEach(ProcessHandle::destroyForcibly);
  }
}
