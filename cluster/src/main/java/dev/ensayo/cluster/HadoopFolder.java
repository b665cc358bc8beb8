package dev.ensayo.cluster;

import dev.ensayo.experiments.launch.LauncherException;
import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.util.Locale;
import java.util.UUID;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkEnv;
import org.apache.spark.deploy.SparkHadoopUtil;

/**
 * A folder that the driver and all executors reach through Hadoop, such as one of {@code hdfs:},
 * {@code s3a:} or {@code file:}; with Spark's settings {@code spark.hadoop.…}.
 *
 * @param url without a slash at its end
 */
record HadoopFolder(String url) implements Serializable {
  /**
   * What an option of the command names.
   *
   * @throws LauncherException if that is no URL of a folder
   */
  static HadoopFolder of(String option, String url) {
    try {
      URI uri = URI.create(url);
      String path = uri.getPath();
      if (uri.getScheme() != null && path != null && path.startsWith("/")) {
        return new HadoopFolder(url.replaceAll("/+$", ""));
      }
    } catch (IllegalArgumentException e) {
      throw notOne(option, url);
    }
    throw notOne(option, url);
  }

  private static LauncherException notOne(String option, String url) {
    return new LauncherException(
        String.format(
            Locale.ROOT,
            "%s: '%s' names no folder that all executors reach; right would be"
                + " hdfs://NAMENODE/ensayo, s3a://BUCKET/ensayo or file:///shared/ensayo",
            option,
            url));
  }

  /** A folder in it. */
  HadoopFolder child(String name) {
    return new HadoopFolder(url + "/" + name);
  }

  /** A file or folder in it. */
  Path in(String name) {
    return new Path(url + "/" + name);
  }

  /** Where it is; one for all of a process. */
  FileSystem files() throws IOException {
    return FileSystem.get(
        URI.create(url), SparkHadoopUtil.get().newConfiguration(SparkEnv.get().conf()));
  }

  /**
   * Makes sure that it can be written, from this process.
   *
   * @throws IOException if not
   */
  void checkWritable() throws IOException {
    Path probe = in(".written-" + UUID.randomUUID());
    files().create(probe, false).close();
    files().delete(probe, false);
  }

  /**
   * Makes sure that it is there, as seen from this process.
   *
   * @throws IOException if not
   */
  void checkThere() throws IOException {
    if (!files().getFileStatus(new Path(url)).isDirectory()) {
      throw new IOException("it is no folder");
    }
  }
}
