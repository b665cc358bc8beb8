package dev.ensayo.backend.compiled.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.backend.compiled.arithmetic.ActivationFunction;
import dev.ensayo.backend.compiled.arithmetic.Arithmetic;
import dev.ensayo.backend.compiled.arithmetic.NativeMemory;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.Shape;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The loops against the sum that defines a convolution, taken in their order: bit for bit. */
class PlanesLoopsTest {
  private static final int HEIGHT = 10;
  private static final int WIDTH = 9;

  /** Twice the sums, so that it shows whether the function came after the bias. */
  private static final class Twice implements ActivationFunction {
    @Override
    public boolean keepsOutput() {
      return false;
    }

    @Override
    public void forward(float[] x, int rows, int columns) {
      for (int i = 0; i < rows * columns; i++) {
        x[i] *= 2;
      }
    }

    @Override
    public void backward(float[] kept, float[] gradient, int rows, int columns) {
      throw new UnsupportedOperationException();
    }
  }

  /** Odd filters, taps that fours do not divide, one row of pixels at once, and all of them. */
  @ParameterizedTest
  @CsvSource({"4, 16, 3, 32", "1, 3, 3, 5", "2, 1, 2, 1", "3, 5, 1, 200"})
  void isAConvolution(int channels, int filters, int kernel, int batch) {
    Shape shape = Shape.image(channels, HEIGHT, WIDTH);
    Windows windows =
        Windows.of(
            shape,
            new int[] {kernel, kernel},
            new int[] {1, 1},
            new int[] {0, 0},
            new int[] {1, 1},
            ConvolutionMode.Truncate,
            "a layer");
    int largest = batch + 3;
    int positions = windows.positions();
    RandomStream random = new SeedSequence(1).stream("numbers");
    float[] image = new float[shape.size() * batch];
    for (int i = 0; i < image.length; i++) {
      // Half of the rows of pixels are empty.
      boolean filled = i / (WIDTH * batch) % 4 < 2;
      image[i] = filled ? (float) random.nextGaussian() : 0;
    }
    float[] kernels = gaussian(random, filters * channels * kernel * kernel);
    float[] bias = gaussian(random, filters);
    try (NativeMemory memory = new NativeMemory()) {
      Slice planes = filled(memory, image);
      Slice z = memory.allocate(filters * positions * batch);
      Slice output = memory.allocate(filters * positions * batch);
      Arithmetic arithmetic = new Arithmetic(channels * largest);
      SeenRows seen = new SeenRows(windows, channels);
      seen.look(arithmetic.images(), planes, batch);
      new PlanesLoops(windows, seen, channels, filters, largest)
          .forward(
              arithmetic,
              planes,
              filled(memory, kernels),
              filled(memory, bias),
              z,
              output,
              new Twice(),
              batch);

      int height = windows.rows().output();
      int width = windows.columns().output();
      for (int i = 0; i < filters * positions * batch; i++) {
        int example = i % batch;
        int column = i / batch % width;
        int row = i / batch / width % height;
        int filter = i / batch / positions;
        float sum = 0;
        for (int tap = 0; tap < channels * kernel * kernel; tap++) {
          int y = tap / (kernel * kernel) * HEIGHT + row + tap / kernel % kernel;
          int x = column + tap % kernel;
          float weight = kernels[filter * channels * kernel * kernel + tap];
          sum = Math.fma(weight, image[(y * WIDTH + x) * batch + example], sum);
        }
        sum += bias[filter];
        assertThat(z.get(i)).isEqualTo(sum);
        assertThat(output.get(i)).isEqualTo(2 * sum);
      }
    }
  }

  private static float[] gaussian(RandomStream random, int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }

  private static Slice filled(NativeMemory memory, float[] numbers) {
    Slice slice = memory.allocate(numbers.length);
    slice.load(numbers, numbers.length);
    return slice;
  }
}
