package dev.ensayo.cluster;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A standalone cluster of Spark on this machine: a master and workers, each a process. */
final class StandaloneCluster implements AutoCloseable {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final Path folder;
  private final String home;
  private final int port;
  private final List<Process> processes = new ArrayList<>();

  /**
   * Starts one.
   *
   * @param workers each with one core
   */
  StandaloneCluster(int workers, Path folder) throws IOException, InterruptedException {
    this(workers, folder, System.getenv("SPARK_HOME"));
  }

  /**
   * @param home where workers look for the jars of executors
   */
  StandaloneCluster(int workers, Path folder, String home)
      throws IOException, InterruptedException {
    this.folder = folder;
    this.home = home;
    this.port = freePort();
    try {
      start("master.Master", "--host", "127.0.0.1", "--port", port + "", "--webui-port", "0");
      awaitMaster();
      for (int i = 0; i < workers; i++) {
        startWorker(folder.resolve("worker-" + i));
      }
    } catch (IOException | InterruptedException e) {
      close();
      throw e;
    }
  }

  private void startWorker(Path work) throws IOException {
    start(
        "worker.Worker",
        "--host",
        "127.0.0.1",
        "--webui-port",
        "0",
        "--cores",
        "1",
        "--memory",
        "1g",
        "--work-dir",
        work.toString(),
        url());
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  String url() {
    return "spark://127.0.0.1:" + port;
  }

  /** The processes that workers have started, and the shells around them not. */
  List<Long> executors() {
    return processes.stream()
        .flatMap(process -> process.descendants())
        .filter(process -> process.info().command().orElse("").endsWith("java"))
        .map(ProcessHandle::pid)
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private void start(String name, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", Path.of(System.getenv("SPARK_HOME"), "jars", "*").toString()));
    command.add("org.apache.spark.deploy." + name);
    command.addAll(List.of(arguments));
    File log = folder.resolve(name + "-" + processes.size() + ".log").toFile();
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("SPARK_HOME", home);
    processes.add(builder.redirectOutput(log).start());
  }

  private void awaitMaster() throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return;
      } catch (IOException e) {
        if (System.nanoTime() > end || !processes.get(0).isAlive()) {
          throw e;
        }
        Thread.sleep(50);
      }
    }
  }

  /** Ends all of it at once, with what it has started. */
  @Override
  public void close() {
    List<ProcessHandle> all = new ArrayList<>();
    for (Process process : processes) {
      all.add(process.toHandle());
      process.descendants().forEach(all::add);
    }
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(process -> process.onExit().join());
  }
}
