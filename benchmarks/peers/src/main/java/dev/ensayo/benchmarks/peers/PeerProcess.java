package dev.ensayo.benchmarks.peers;

import static org.bytedeco.openblas.global.openblas.CblasColMajor;
import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;

import com.sun.management.OperatingSystemMXBean;
import dev.ensayo.backend.device.LoadedBackend;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.training.BackendConfig;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Measures one workload on one engine in this process, and the product of two large matrices on as
 * many threads right after it.
 */
public final class PeerProcess {
  private static final int ITERATIONS = 5;
  private static final double WARM_UP_SECONDS = 2.5;
  private static final double ITERATION_SECONDS = 0.5;
  private static final int LEAST_CALLS = 3;
  private static final int PEAK_SIZE = 512;

  private PeerProcess() {}

  /**
   * Measures.
   *
   * @param arguments workload, engine, threads, and the file that receives three numbers: the
   *     figure by the wall clock, the same by processor time, and GFLOP/s of the large product
   */
  public static void main(String[] arguments) throws Exception {
    PeerWorkload workload = PeerWorkload.of(arguments[0]);
    String engine = arguments[1];
    int threads = Integer.parseInt(arguments[2]);
    double[] nanos;
    try (PeerTask task = task(workload, engine, threads)) {
      nanos = measure(task);
    }
    // With this engine the threads are those of BLAS.
    double peak = peak(backend("deeplearning4j", threads));
    Files.writeString(
        Path.of(arguments[3]),
        String.format(
            Locale.ROOT,
            "%s %s %s %s%n",
            workload.figure(nanos[0]),
            workload.figure(nanos[1]),
            peak,
            workload.flops() / nanos[0]),
        StandardCharsets.UTF_8);
  }

  private static PeerTask task(PeerWorkload workload, String engine, int threads) {
    if (engine.equals("libtorch")) {
      return LibtorchTasks.of(workload);
    }
    BackendConfig backend = backend(engine, threads);
    return engine.equals("deeplearning4j") && workload.kind() == PeerWorkload.Kind.CHARACTERS
        ? new LibraryCharacters(workload, backend)
        : EnsayoTasks.of(workload, backend);
  }

  private static BackendConfig backend(String engine, int threads) {
    return Settings.of(BackendConfig.class, "{engine: " + engine + ", threads: " + threads + "}");
  }

  /** Median nanoseconds of a call, by the wall clock and of the processor over all threads. */
  private static double[] measure(PeerTask task) {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    // Counted in processor time, of which a busy machine gives less a second.
    long begun = system.getProcessCpuTime();
    long calls = 0;
    while (calls < LEAST_CALLS || system.getProcessCpuTime() - begun < WARM_UP_SECONDS * 1e9) {
      task.call();
      calls++;
    }
    double perCall = (system.getProcessCpuTime() - begun) / (double) calls;
    int burst = (int) Math.max(LEAST_CALLS, ITERATION_SECONDS * 1e9 / perCall);
    double[] wall = new double[ITERATIONS];
    double[] processor = new double[ITERATIONS];
    for (int i = 0; i < ITERATIONS; i++) {
      long start = System.nanoTime();
      long processorStart = system.getProcessCpuTime();
      for (int call = 0; call < burst; call++) {
        task.call();
      }
      processor[i] = (system.getProcessCpuTime() - processorStart) / (double) burst;
      wall[i] = (System.nanoTime() - start) / (double) burst;
    }
    return new double[] {median(wall), median(processor)};
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** GFLOP/s of the fastest of several products 512×512×512. */
  private static double peak(BackendConfig backend) {
    LoadedBackend.prepare(backend);
    float[] ones = new float[PEAK_SIZE * PEAK_SIZE];
    Arrays.fill(ones, 1);
    double best = Double.POSITIVE_INFINITY;
    try (FloatPointer a = new FloatPointer(ones);
        FloatPointer b = new FloatPointer(ones);
        FloatPointer c = new FloatPointer(ones)) {
      for (int i = 0; i < 100; i++) {
        long start = System.nanoTime();
        cblas_sgemm(
            CblasColMajor,
            CblasNoTrans,
            CblasNoTrans,
            PEAK_SIZE,
            PEAK_SIZE,
            PEAK_SIZE,
            1,
            a,
            PEAK_SIZE,
            b,
            PEAK_SIZE,
            0,
            c,
            PEAK_SIZE);
        best = Math.min(best, (double) (System.nanoTime() - start));
      }
    }
    return 2.0 * PEAK_SIZE * PEAK_SIZE * PEAK_SIZE / best;
  }
}
