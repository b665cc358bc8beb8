package dev.ensayo.benchmarks.suite;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server in a process of its own, which tells its port in the first lines that it writes. */
final class ServerProcess implements AutoCloseable {
  private static final Pattern PORT = Pattern.compile("(?:^|127\\.0\\.0\\.1:)(\\d{2,5})(?!\\d)");
  private static final int STOP_SECONDS = 30;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double KIB_PER_MIB = 1024;

  private final Process process;
  private final int port;

  private ServerProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts a server and waits for its port.
   *
   * @throws MeasurementException if it ends without telling one
   */
  static ServerProcess start(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
    BufferedReader said =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    OptionalInt port = OptionalInt.empty();
    for (String line = said.readLine(); line != null && port.isEmpty(); ) {
      Matcher matcher = PORT.matcher(line);
      port = matcher.find() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : port;
      line = port.isEmpty() ? said.readLine() : line;
    }
    if (port.isEmpty()) {
      process.destroyForcibly();
      throw new MeasurementException("the server ended without telling its port: " + command);
    }
    Thread reader = new Thread(() -> readOn(said), "server output");
    reader.setDaemon(true);
    reader.start();
    return new ServerProcess(process, port.getAsInt());
  }

  private static void readOn(BufferedReader said) {
    try {
      while (said.readLine() != null) {
        // A pipe that nobody reads would stop the server.
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return port;
  }

  /** Memory that it takes now, in MiB; 0 where the system does not tell. */
  double residentMib() throws IOException {
    Path status = Path.of("/proc/" + process.pid() + "/status");
    if (!Files.exists(status)) {
      return 0;
    }
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) / KIB_PER_MIB;
      }
    }
    return 0;
  }

  /** Processor time that it took so far, in seconds. */
  double processorSeconds() {
    return process
        .info()
        .totalCpuDuration()
        .map(used -> used.toNanos() / NANOS_PER_SECOND)
        .orElse(Double.NaN);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
