package dev.ensayo.backend.extension;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A recurrent layer of ours that can say how its loss depends on its earlier hidden states. */
interface HiddenSlopes {
  /**
   * Walks the window back whose forward was the last, as at inference.
   *
   * @param epsilon slope of the loss in the outputs, {@code [B, U, T]}
   * @return ∂L/∂h before each step, {@code [B, U]}, from the first step to the last
   */
  List<INDArray> hiddenSlopes(INDArray epsilon);
}
