package dev.ensayo.cluster;

import dev.ensayo.core.data.DataStore;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.spark.SparkEnv;

/** Data sets for executors that do not have them, from the folder that {@code --data} names. */
public final class HadoopDataStore implements DataStore {
  /** The setting of Spark that takes the name to executors. */
  static final String SETTING = "spark.ensayo.data";

  private static Optional<HadoopFolder> folder() {
    SparkEnv spark = SparkEnv.get(); // null in a process that is none of Spark's
    return spark == null || !spark.conf().contains(SETTING)
        ? Optional.empty()
        : Optional.of(new HadoopFolder(spark.conf().get(SETTING)));
  }

  @Override
  public Optional<String> place() {
    return folder().map(HadoopFolder::url);
  }

  @Override
  public Optional<InputStream> open(String path) throws IOException {
    Optional<HadoopFolder> folder = folder();
    if (folder.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(folder.get().files().open(folder.get().in(path)));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }
}
