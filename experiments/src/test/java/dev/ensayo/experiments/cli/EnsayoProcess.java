package dev.ensayo.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Ensayo in a process of its own, as the launcher starts it. */
final class EnsayoProcess {
  private static final long PATIENCE_SECONDS = 240;

  private final Process process;
  private final Path log;

  private EnsayoProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * @param log takes what it says
   * @param javaOptions such as {@code -Dname=value}
   */
  static EnsayoProcess start(Path log, List<String> javaOptions, Object... arguments)
      throws IOException {
    return start(Ensayo.class, log, javaOptions, arguments);
  }

  /** The same with another program. */
  static EnsayoProcess start(
      Class<?> program, Path log, List<String> javaOptions, Object... arguments)
      throws IOException {
    return start(List.of(), program, log, javaOptions, arguments);
  }

  /**
   * The same started by another command.
   *
   * @param before words of the command line that come before those of Java
   */
  static EnsayoProcess start(
      List<String> before,
      Class<?> program,
      Path log,
      List<String> javaOptions,
      Object... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(javaOptions);
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(program.getName());
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("OMP_NUM_THREADS", "1");
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    return new EnsayoProcess(builder.start(), log);
  }

  long pid() {
    return process.pid();
  }

  String said() throws IOException {
    return Files.readString(log);
  }

  /** Waits for its end. */
  int exitCode() throws IOException, InterruptedException {
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as(said()).isTrue();
    return process.exitValue();
  }

  /** As a power cut or {@code kill -9}. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** {@code STOP} or {@code CONT}: as the lid of a laptop. */
  void signal(String name) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start();
    assertThat(kill.waitFor()).isZero();
  }

  /** Waits until something is so while the process lives. */
  void await(String what, Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("%s; it said: %s", what, said()).isLessThan(deadline);
      assertThat(process.isAlive()).as("%s; it said: %s", what, said()).isTrue();
      Thread.sleep(10);
    }
  }
}
