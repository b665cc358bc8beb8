package dev.ensayo.serving.model;

import dev.ensayo.serving.protocol.BadRequestException;
import dev.ensayo.serving.protocol.Tensor;
import dev.ensayo.serving.protocol.TensorSpec;
import java.util.List;

/** Makes the numbers that a network sees of named inputs, with the classes of training. */
interface ExampleReader {
  /** The inputs that are read. */
  List<TensorSpec> inputs();

  /** F, how many numbers a row becomes. */
  int width();

  /**
   * Reads rows. May be called by several threads at a time.
   *
   * @return {@code [rows, F]}
   * @throws BadRequestException if a name, a shape or a value does not fit
   */
  float[] read(List<Tensor> inputs);
}
