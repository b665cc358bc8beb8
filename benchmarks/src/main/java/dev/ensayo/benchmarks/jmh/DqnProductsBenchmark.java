package dev.ensayo.benchmarks.jmh;

import static org.bytedeco.openblas.global.openblas.CblasColMajor;
import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;
import static org.bytedeco.openblas.global.openblas.cblas_sgemv;

import dev.ensayo.backend.device.LoadedBackend;
import dev.ensayo.core.training.BackendConfig;
import java.util.ArrayList;
import java.util.List;
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

/**
 * The BLAS calls of one {@link DqnStepBenchmark} step and nothing else, in the same order and
 * shapes: what such a step cannot go below with this BLAS.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DqnProductsBenchmark {
  /** Layers from input to output. */
  @Param("4-64-64-2")
  public String network;

  /** {@code B}. */
  @Param("64")
  public int batch;

  private final List<Layer> layers = new ArrayList<>();

  @Setup
  public void allocate() {
    LoadedBackend.prepare(BackendConfig.defaults());
    int[] units = DqnStepBenchmark.units(network);
    for (int i = 1; i < units.length; i++) {
      layers.add(new Layer(batch, units[i - 1], units[i]));
    }
  }

  @Benchmark
  public void multiply() {
    // The target network's forward pass, then the online network's.
    for (int network = 0; network < 2; network++) {
      for (int i = 0; i < layers.size(); i++) {
        layers.get(i).forward();
      }
    }
    for (int i = layers.size() - 1; i >= 0; i--) {
      layers.get(i).backward(i > 0);
    }
  }

  @TearDown
  public void free() {
    layers.forEach(Layer::free);
  }

  /** A dense layer's matrices, column by column: rows of a batch are columns here. */
  private static final class Layer {
    private final int batch;
    private final int inputs;
    private final int outputs;
    private final FloatPointer input;
    private final FloatPointer inputGradient;
    private final FloatPointer weights;
    private final FloatPointer weightGradient;
    private final FloatPointer biasGradient;
    private final FloatPointer output;
    private final FloatPointer ones;

    Layer(int batch, int inputs, int outputs) {
      this.batch = batch;
      this.inputs = inputs;
      this.outputs = outputs;
      this.input = SgemmBenchmark.filled(batch * inputs);
      this.inputGradient = SgemmBenchmark.filled(batch * inputs);
      this.weights = SgemmBenchmark.filled(inputs * outputs);
      this.weightGradient = SgemmBenchmark.filled(inputs * outputs);
      this.biasGradient = SgemmBenchmark.filled(outputs);
      this.output = SgemmBenchmark.filled(batch * outputs);
      this.ones = SgemmBenchmark.filled(batch);
    }

    void forward() {
      product(true, false, outputs, batch, inputs, weights, inputs, input, inputs, output, outputs);
    }

    void backward(boolean needsInputGradient) {
      product(
          false,
          true,
          inputs,
          outputs,
          batch,
          input,
          inputs,
          output,
          outputs,
          weightGradient,
          inputs);
      cblas_sgemv(
          CblasColMajor,
          CblasNoTrans,
          outputs,
          batch,
          1,
          output,
          outputs,
          ones,
          1,
          0,
          biasGradient,
          1);
      if (needsInputGradient) {
        product(
            false,
            false,
            inputs,
            batch,
            outputs,
            weights,
            inputs,
            output,
            outputs,
            inputGradient,
            inputs);
      }
    }

    private static void product(
        boolean transposeLeft,
        boolean transposeRight,
        int m,
        int n,
        int k,
        FloatPointer left,
        int leftStride,
        FloatPointer right,
        int rightStride,
        FloatPointer result,
        int resultStride) {
      cblas_sgemm(
          CblasColMajor,
          transposeLeft ? CblasTrans : CblasNoTrans,
          transposeRight ? CblasTrans : CblasNoTrans,
          m,
          n,
          k,
          1,
          left,
          leftStride,
          right,
          rightStride,
          0,
          result,
          resultStride);
    }

    void free() {
      input.close();
      inputGradient.close();
      weights.close();
      weightGradient.close();
      biasGradient.close();
      output.close();
      ones.close();
    }
  }
}
