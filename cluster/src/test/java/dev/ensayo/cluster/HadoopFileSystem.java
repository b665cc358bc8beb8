package dev.ensayo.cluster;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A file system of Hadoop on this machine: its own name node and data node, in one process. */
final class HadoopFileSystem implements AutoCloseable {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(120);

  private final int port = StandaloneCluster.freePort();
  private final Process process;

  /**
   * Starts one.
   *
   * @param folder where it keeps its blocks
   */
  HadoopFileSystem(Path folder) throws IOException, InterruptedException {
    List<String> classPath = new ArrayList<>();
    classPath.add(Path.of(System.getenv("HDFS_HOME"), "*").toString());
    classPath.add(Path.of(System.getenv("SPARK_HOME"), "jars", "*").toString());
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (entry.contains("junit") || entry.contains("opentest4j")) { // it looks for folders by them
        classPath.add(entry);
      }
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", String.join(File.pathSeparator, classPath)));
    command.add("org.apache.hadoop.test.MiniDFSClusterManager");
    command.addAll(List.of("-format", "-datanodes", "1", "-nnport", Integer.toString(port)));
    command.addAll(List.of("-writeDetails", folder.resolve("started").toString()));
    process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("hdfs.log").toFile())
            .start();
    awaitStart(folder.resolve("started"));
  }

  private void awaitStart(Path started) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!Files.exists(started)) {
      if (System.nanoTime() > end || !process.isAlive()) {
        close();
        throw new IOException("Hadoop's file system has not started");
      }
      Thread.sleep(50);
    }
    new Socket(InetAddress.getLoopbackAddress(), port).close();
  }

  String url() {
    return "hdfs://127.0.0.1:" + port;
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
