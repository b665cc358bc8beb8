package dev.ensayo.cluster;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.experiments.launch.Launcher;
import dev.ensayo.experiments.launch.LauncherException;
import dev.ensayo.experiments.launch.LauncherOption;
import dev.ensayo.experiments.launch.LauncherProvider;

/** {@code --launcher spark}: each run is a task of Apache Spark. */
public final class SparkLauncherProvider implements LauncherProvider {
  private static final String MASTER = "--master";

  @Override
  public String name() {
    return "spark";
  }

  @Override
  public String description() {
    return "as tasks of Apache Spark";
  }

  @Override
  public ImmutableList<LauncherOption> options() {
    return ImmutableList.of(
        new LauncherOption(
            MASTER,
            "URL",
            "The cluster: spark://HOST:7077, local[2], local-cluster[2,1,2048], k8s://URL or"
                + " yarn."),
        new LauncherOption(
            Stores.CHECKPOINTS,
            "URL",
            "Where runs keep checkpoints if their executors do not see --out: a folder in what"
                + " Hadoop reaches, as hdfs://NAMENODE/ensayo, s3a://BUCKET/ensayo or"
                + " file:///shared/ensayo."),
        new LauncherOption(
            Stores.DATA,
            "URL",
            "Where executors get data sets that they do not have: such a folder, with the same"
                + " files as the one that ENSAYO_DATA names here."));
  }

  @Override
  public Launcher connect(ImmutableMap<String, String> options) {
    String url = options.get(MASTER);
    if (url == null) {
      throw new LauncherException(
          "--launcher spark needs --master, such as --master spark://HOST:7077 or --master"
              + " 'local-cluster[2,1,2048]'");
    }
    return SparkLauncher.to(Master.of(url), Stores.of(options));
  }
}
