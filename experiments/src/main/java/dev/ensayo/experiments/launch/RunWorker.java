package dev.ensayo.experiments.launch;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.YamlReader;
import dev.ensayo.core.lease.LeaseKeeper;
import dev.ensayo.core.lease.LeaseTiming;
import dev.ensayo.core.parallel.StreamWorker;
import dev.ensayo.core.parallel.Workers;
import dev.ensayo.core.plugin.BackendProbe;
import dev.ensayo.core.plugin.PluginRegistry;
import dev.ensayo.core.plugin.PluginRegistry.UnknownPluginException;
import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.core.rundir.RunStatus;
import dev.ensayo.core.service.Services;
import dev.ensayo.core.study.RunBinder;
import dev.ensayo.core.study.RunPlan;
import dev.ensayo.experiments.run.Assignment;
import dev.ensayo.experiments.run.Cancellation;
import dev.ensayo.experiments.run.MachineFacts;
import dev.ensayo.experiments.run.RunExecutor;
import dev.ensayo.experiments.run.RunObserver;
import dev.ensayo.experiments.run.RunOutcome;
import dev.ensayo.experiments.run.StoragePatience;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Carries out {@link RunOrder}s in a process that is not that of the study: each as it would be
 * made there, from its {@code config.yaml} and with the same files, byte for byte.
 *
 * <p>One of them serves a process, and any number of threads at a time.
 */
public final class RunWorker implements AutoCloseable {
  private final PluginRegistry plugins;
  private final ImmutableList<BackendProbe> probes;
  private final StoragePatience patience;
  private final Map<LeaseTiming, LeaseKeeper> keepers = new ConcurrentHashMap<>();

  /**
   * @param plugins what runs are made of
   * @param probes what backends say of themselves
   */
  public RunWorker(PluginRegistry plugins, Iterable<BackendProbe> probes) {
    this(plugins, probes, new StoragePatience(Duration.ZERO, System::nanoTime));
  }

  private RunWorker(
      PluginRegistry plugins, Iterable<BackendProbe> probes, StoragePatience patience) {
    this.plugins = plugins;
    this.probes = ImmutableList.copyOf(probes);
    this.patience = patience;
  }

  /** One whose runs do not fail where their files cannot be read or written for a while. */
  public RunWorker withPatience(StoragePatience more) {
    return new RunWorker(plugins, probes, more);
  }

  /** With everything that the class path has. */
  public static RunWorker ofClassPath() {
    return new RunWorker(PluginRegistry.load(), Services.of(BackendProbe.class).found());
  }

  /**
   * Makes a run, or what is left of it. Never throws for a failed run.
   *
   * @param cancellation asks the run to save itself and stop
   * @param observer hears how it gets on, in the calling thread; the plan that it is given equals
   *     that of the study in everything that is written, and is another object
   * @return how it ended; failed, with nothing written, if it cannot be run in this process, such
   *     as where a file that it reads is not seen or a plugin is missing
   */
  public RunOutcome carryOut(RunOrder order, Cancellation cancellation, RunObserver observer) {
    return carryOut(order, cancellation, observer, Workers.IN_THREADS);
  }

  /**
   * The same, with workers from elsewhere where several train one model.
   *
   * @param workers each of whom {@linkplain #follow follows} in another process
   */
  public RunOutcome carryOut(
      RunOrder order, Cancellation cancellation, RunObserver observer, Workers workers) {
    RunPlan run;
    try {
      run = bound(order);
    } catch (ConfigException e) {
      return cannotBeRun(e.problems().get(0).toString());
    } catch (UnknownPluginException | UncheckedIOException e) {
      return cannotBeRun(e.getMessage());
    }
    RunExecutor executor =
        new RunExecutor(
            new MachineFacts(probes, Optional.of(Path.of(order.provenance()))),
            keeper(order),
            Duration.ofNanos(order.checkpointNanos()),
            order.keepCheckpoints(),
            cancellation,
            observer,
            InstantSource.system());
    return executor
        .withPatience(patience)
        .with(workers)
        .execute(
            new Assignment(
                run,
                new RunDirectory(Path.of(order.directory())),
                new RunDirectory(Path.of(order.among())),
                order.sessionsBefore(),
                order.modelNeeded()));
  }

  private RunPlan bound(RunOrder order) {
    return new RunBinder(plugins, probes)
        .bindResolved(YamlReader.parse("config.yaml", order.configuration()));
  }

  /**
   * Takes part in a run that another process carries out, as one of several workers on one model,
   * until it is sent home.
   *
   * @param rank of this worker, from 1
   * @param in orders come from there
   * @param out answers go there
   * @throws IOException if the line breaks
   */
  public void follow(RunOrder order, int rank, InputStream in, OutputStream out)
      throws IOException {
    StreamWorker.serve(rank, in, out, () -> bound(order).replica(rank));
  }

  private static RunOutcome cannotBeRun(String why) {
    return RunOutcome.of(RunStatus.FAILED, "it cannot be run where it was sent: " + why);
  }

  private LeaseKeeper keeper(RunOrder order) {
    return keepers.computeIfAbsent(
        new LeaseTiming(Duration.ofNanos(order.beatNanos()), Duration.ofNanos(order.expiryNanos())),
        LeaseKeeper::new);
  }

  /** Gives no more signs of life; no order is being carried out any more. */
  @Override
  public void close() {
    keepers.values().forEach(LeaseKeeper::close);
  }
}
