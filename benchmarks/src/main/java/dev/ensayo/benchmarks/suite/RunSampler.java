package dev.ensayo.benchmarks.suite;

import com.google.common.base.CharMatcher;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.ensayo.core.lease.LeaseKeeper;
import dev.ensayo.core.lease.LeaseTiming;
import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.core.rundir.RunStatus;
import dev.ensayo.core.study.RunPlan;
import dev.ensayo.experiments.run.Cancellation;
import dev.ensayo.experiments.run.MachineFacts;
import dev.ensayo.experiments.run.RunExecutor;
import dev.ensayo.experiments.run.RunObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a run as {@code ./ensayo run} makes it, files and checkpoints included, and notes how it
 * stands at its first slice past a first step, now and then, and at the first past a last step,
 * where it is stopped.
 */
final class RunSampler implements RunObserver {
  private static final Duration CHECKPOINT_INTERVAL = Duration.ofMinutes(1);
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String RESIDENT = "VmRSS:";

  private final long to;
  private final long every;
  private final Cancellation cancellation = new Cancellation();
  private final List<Sample> samples = new ArrayList<>();
  private long next;
  private String failure = "";

  private RunSampler(long from, long to, int intervals) {
    this.to = to;
    this.every = Math.max(1, (to - from) / intervals);
    this.next = from;
  }

  /**
   * @param from step of the first sample
   * @param to step of the last sample
   * @param intervals about how many samples follow the first
   * @return at least two samples
   */
  static List<Sample> sample(MeasuredStudy study, long from, long to, int intervals) {
    return sample(study.plan(), from, to, intervals);
  }

  /** The same of any run. */
  static List<Sample> sample(RunPlan plan, long from, long to, int intervals) {
    RunSampler sampler = new RunSampler(from, to, intervals);
    try {
      Path folder = Files.createTempDirectory("ensayo-benchmark");
      try (LeaseKeeper leases = new LeaseKeeper(LeaseTiming.STANDARD)) {
        new RunExecutor(
                new MachineFacts(List.of()),
                leases,
                CHECKPOINT_INTERVAL,
                sampler.cancellation,
                sampler,
                InstantSource.system())
            .execute(plan, new RunDirectory(folder));
      } finally {
        MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!sampler.failure.isEmpty() || sampler.samples.size() < 2) {
      throw new MeasurementException(plan.study() + " was not measured: " + sampler.failure);
    }
    return sampler.samples;
  }

  @Override
  public void moved(RunPlan run, long position) {
    if (position >= next && !cancellation.isRequested()) {
      samples.add(new Sample(position, System.nanoTime(), ProcessorTime.nanos(), residentKib()));
      next = position + every;
      if (position >= to && samples.size() > 1) {
        cancellation.request();
      }
    }
  }

  @Override
  public void ended(RunPlan run, RunStatus status, String message) {
    failure = message;
  }

  private static long residentKib() {
    if (!Files.isReadable(STATUS)) {
      return 0;
    }
    try {
      for (String line : Files.readAllLines(STATUS)) {
        if (line.startsWith(RESIDENT)) {
          return Long.parseLong(CharMatcher.inRange('0', '9').retainFrom(line));
        }
      }
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
