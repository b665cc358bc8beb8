package dev.ensayo.cluster;

import com.google.common.base.Splitter;
import com.google.common.net.HostAndPort;
import dev.ensayo.experiments.launch.LauncherException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a study's executors come from, as Spark writes it: {@code spark://HOST:PORT} (several, with
 * commas, where masters stand by for each other), {@code local[N]}, {@code
 * local-cluster[WORKERS,CORES,MEGABYTES]}, {@code k8s://URL} or {@code yarn}.
 *
 * @param url as it was given
 */
record Master(String url) {
  private static final String STANDALONE = "spark://";
  private static final String CLUSTER_HERE = "local-cluster[";
  private static final String KUBERNETES = "k8s://";
  private static final String YARN = "yarn";
  private static final int STANDARD_PORT = 7077;
  private static final int CONNECT_MILLIS = 5000;

  static Master of(String url) {
    if (url.startsWith(STANDALONE)
        || url.matches("local(\\[(\\d+|\\*)])?")
        || url.matches("local-cluster\\[\\s*\\d+\\s*,\\s*\\d+\\s*,\\s*\\d+\\s*]")
        || url.startsWith(KUBERNETES)
        || url.equals(YARN)) {
      return new Master(url);
    }
    throw new LauncherException(
        "--master: '"
            + url
            + "' is none that Spark knows; there are spark://HOST:7077, local[2],"
            + " local-cluster[2,1,2048] (workers, cores, megabytes), k8s://URL and yarn");
  }

  /** Whether executors are threads of this process. */
  boolean isThisProcess() {
    return url.startsWith("local") && !url.startsWith(CLUSTER_HERE);
  }

  /** Whether executors come from a manager that is no part of Spark's core. */
  boolean needsWholeSpark() {
    return url.startsWith(KUBERNETES) || url.equals(YARN);
  }

  /** The memory of a worker that Spark starts on this machine; empty if it starts none. */
  String megabytesOfWorker() {
    return url.startsWith(CLUSTER_HERE)
        ? url.substring(url.lastIndexOf(',') + 1, url.length() - 1).strip()
        : "";
  }

  /**
   * Whether any master answers at all.
   *
   * @throws LauncherException if none does
   */
  void check() {
    if (!url.startsWith(STANDALONE)) {
      return;
    }
    List<String> silent = new ArrayList<>();
    for (String address : Splitter.on(',').split(url.substring(STANDALONE.length()))) {
      String reason = reach(address);
      if (reason.isEmpty()) {
        return;
      }
      silent.add(address + ": " + reason);
    }
    throw new LauncherException(
        "--master: no master of Spark answers at "
            + url
            + " ("
            + String.join("; ", silent)
            + "); is one running there, with 'sbin/start-master.sh' of Spark?");
  }

  private static String reach(String address) {
    try (Socket socket = new Socket()) {
      HostAndPort place = HostAndPort.fromString(address).withDefaultPort(STANDARD_PORT);
      InetSocketAddress found = new InetSocketAddress(place.getHost(), place.getPort());
      if (found.isUnresolved()) {
        return "no such host";
      }
      socket.connect(found, CONNECT_MILLIS);
      return "";
    } catch (IOException | IllegalArgumentException e) {
      return e.getMessage();
    }
  }
}
