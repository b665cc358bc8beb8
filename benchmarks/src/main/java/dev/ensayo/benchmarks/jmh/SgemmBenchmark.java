package dev.ensayo.benchmarks.jmh;

import static org.bytedeco.openblas.global.openblas.CblasColMajor;
import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;

import dev.ensayo.backend.device.LoadedBackend;
import dev.ensayo.core.training.BackendConfig;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.FloatPointer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A product of two square matrices in OpenBLAS on one thread: the machine's practical peak. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SgemmBenchmark {
  /** Rows and columns of every matrix. */
  @Param("512")
  public int size;

  private FloatPointer left;
  private FloatPointer right;
  private FloatPointer product;

  @Setup
  public void allocate() {
    LoadedBackend.prepare(BackendConfig.defaults());
    left = filled(size * size);
    right = filled(size * size);
    product = filled(size * size);
  }

  static FloatPointer filled(int count) {
    float[] values = new float[count];
    Arrays.fill(values, 1);
    return new FloatPointer(values);
  }

  @Benchmark
  public void multiply() {
    cblas_sgemm(
        CblasColMajor,
        CblasNoTrans,
        CblasNoTrans,
        size,
        size,
        size,
        1,
        left,
        size,
        right,
        size,
        0,
        product,
        size);
  }

  @TearDown
  public void free() {
    left.close();
    right.close();
    product.close();
  }
}
