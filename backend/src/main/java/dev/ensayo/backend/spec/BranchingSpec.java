package dev.ensayo.backend.spec;

/** A layer with branches inside: for Deeplearning4j a part of a {@code ComputationGraph}. */
public interface BranchingSpec extends LayerSpec {
  /** Adds the layers and vertices, the last of them under the layer's own name. */
  void addTo(GraphDraft graph);

  @Override
  default void addTo(LayerDraft draft) {
    addTo(draft.graph());
  }
}
