package dev.ensayo.cluster;

import dev.ensayo.experiments.launch.LaunchContext;
import dev.ensayo.experiments.launch.Launcher;
import dev.ensayo.experiments.launch.LauncherException;
import dev.ensayo.experiments.run.RunSlots;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.ShutdownHookManager;
import scala.runtime.AbstractFunction0;
import scala.runtime.BoxedUnit;

/** A connection to Spark for as long as a command runs. */
final class SparkLauncher implements Launcher {
  /** Before Spark's own hook, which would take the executors away. */
  private static final int BEFORE_SPARK = 1000;

  private static final long STOP_SECONDS = 65;

  /** How Spark names an application to which no cluster has given a name. */
  private static final String NOT_REGISTERED = "spark-application-";

  private final Master master;
  private final Stores stores;
  private final ScratchFolder scratch;
  private final JavaSparkContext spark;
  private final FlightDesk desk;
  private final CountDownLatch closed = new CountDownLatch(1);

  private SparkLauncher(
      Master master, Stores stores, ScratchFolder scratch, JavaSparkContext spark) {
    this.master = master;
    this.stores = stores;
    this.scratch = scratch;
    this.spark = spark;
    this.desk = new FlightDesk(spark);
    ShutdownHookManager.addShutdownHook(
        BEFORE_SPARK,
        new AbstractFunction0<BoxedUnit>() {
          @Override
          public BoxedUnit apply() {
            awaitClose();
            return BoxedUnit.UNIT;
          }
        });
  }

  /** When the process is asked to end, runs save themselves first. */
  private void awaitClose() {
    try {
      boolean unused = closed.await(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Connects, and looks whether the stores can be used.
   *
   * @param stores for executors that do not see the folders of this process
   * @throws LauncherException if that cannot be done
   */
  static SparkLauncher to(Master master, Stores stores) {
    SparkLauncher launcher = connected(master, stores);
    try {
      stores.check();
      return launcher;
    } catch (LauncherException e) {
      launcher.close();
      throw e;
    }
  }

  private static SparkLauncher connected(Master master, Stores stores) {
    SparkRelease.check();
    master.check();
    // Read when its class is loaded.
    if (System.getProperty("spark.shutdown.timeout") == null) {
      System.setProperty("spark.shutdown.timeout", STOP_SECONDS + 10 + "s");
    }
    ScratchFolder scratch = scratch();
    try {
      List<Path> jars =
          master.isThisProcess()
              ? List.of()
              : TravellingJars.of(System.getProperty("java.class.path", ""), scratch.path());
      SparkConf conf = SparkSettings.of(master, jars, System.getenv());
      stores.data().ifPresent(data -> conf.set(HadoopDataStore.SETTING, data.url()));
      JavaSparkContext spark = new JavaSparkContext(conf);
      if (spark.sc().isStopped() || spark.sc().applicationId().startsWith(NOT_REGISTERED)) {
        spark.close();
        throw new IllegalStateException("no answer");
      }
      return new SparkLauncher(master, stores, scratch, spark);
    } catch (IOException e) {
      scratch.close();
      throw notGathered(e);
    } catch (RuntimeException e) {
      scratch.close();
      throw new LauncherException(refusal(master, e), e);
    }
  }

  private static ScratchFolder scratch() {
    try {
      return ScratchFolder.create("ensayo-spark-");
    } catch (IOException e) {
      throw notGathered(e);
    }
  }

  private static LauncherException notGathered(IOException e) {
    return new LauncherException("what executors need cannot be gathered: " + e.getMessage(), e);
  }

  private static String refusal(Master master, RuntimeException e) {
    return "--master: Spark could not begin with "
        + master.url()
        + ": "
        + (master.needsWholeSpark()
            ? "it takes a whole Spark " + SparkRelease.BUILT_FOR + "; set SPARK_HOME to one"
            : "what answers there may be no master of Spark " + SparkRelease.BUILT_FOR)
        + " ("
        + FirstLine.of(e)
        + ")";
  }

  @Override
  public RunSlots begin(LaunchContext context) {
    try {
      FolderToken token = FolderToken.leaveIn(context.directory().path());
      return new SparkSlots(desk, context, token, master.url(), stores.shelf(context.directory()));
    } catch (IOException e) {
      throw new LauncherException(
          "the study's folder cannot be written: " + context.directory().path(), e);
    }
  }

  @Override
  public void close() {
    try {
      spark.close();
    } finally {
      closed.countDown();
      scratch.close();
    }
  }
}
