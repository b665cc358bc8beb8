package dev.ensayo.backend.compiled.update;

import dev.ensayo.backend.compiled.arithmetic.Arithmetic;
import dev.ensayo.backend.compiled.node.ParameterTensor;
import dev.ensayo.backend.compiled.node.Unsupported;
import org.nd4j.linalg.learning.regularization.L1Regularization;
import org.nd4j.linalg.learning.regularization.L2Regularization;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.linalg.schedule.ISchedule;

/** One L1 or L2 regularization of one parameter tensor, added to its gradient. */
public final class WeightPenalty {
  private final ParameterTensor tensor;
  private final ISchedule l1;
  private final ISchedule l2;

  WeightPenalty(ParameterTensor tensor, Regularization regularization, String owner) {
    this.tensor = tensor;
    if (regularization.getClass() == L1Regularization.class) {
      this.l1 = ((L1Regularization) regularization).getL1();
      this.l2 = null;
    } else if (regularization.getClass() == L2Regularization.class) {
      this.l1 = null;
      this.l2 = ((L2Regularization) regularization).getL2();
    } else {
      throw Unsupported.inLayer(
          owner, "regularization " + regularization.getClass().getSimpleName());
    }
  }

  void apply(Arithmetic arithmetic, int iteration, int epoch) {
    arithmetic.regularize(
        tensor.values(),
        tensor.gradient(),
        l1 == null ? 0 : l1.valueAt(iteration, epoch),
        l2 == null ? 0 : l2.valueAt(iteration, epoch));
  }
}
