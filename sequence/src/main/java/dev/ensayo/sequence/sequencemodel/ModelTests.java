package dev.ensayo.sequence.sequencemodel;

import dev.ensayo.backend.model.SequenceModel;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.preprocessing.Preprocessing;
import java.util.List;
import java.util.function.ObjDoubleConsumer;

/** How a network is tested, on what it was not trained on. */
interface ModelTests {
  /** The most sequences that are answered at a time. */
  int batch();

  /**
   * Tests a network as at inference.
   *
   * @param metrics takes each metric's name and value
   * @return the loss by which a run may be stopped; NaN if it may not
   */
  double test(SequenceModel model, ObjDoubleConsumer<String> metrics);

  /** What the network's inputs and answers are. */
  Preprocessing preprocessing();

  /** What a finished run shows of its answers. */
  List<Exhibit> exhibits(SequenceModel model);
}
