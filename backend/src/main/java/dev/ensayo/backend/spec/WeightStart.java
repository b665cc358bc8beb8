package dev.ensayo.backend.spec;

import java.util.Optional;

/** How the weights of a whole network start: drawn, or as they are written. */
public sealed interface WeightStart permits Initialization, GivenWeights {
  /** What each layer is made with; zero where the weights are given afterwards. */
  Initialization drawn();

  /** The weights, where they are written. */
  Optional<GivenWeights> given();
}
