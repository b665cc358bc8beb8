package dev.ensayo.agents.policygradient.network;

import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.ConvolutionSpec;
import dev.ensayo.backend.spec.DenseSpec;
import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.core.config.Choice;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/** How the weights of an actor-critic network begin; biases begin at 0. */
public sealed interface InitialWeights {
  /** What they are drawn from, before any gain. */
  Initialization distribution();

  /** Factor of the weights of hidden layers. */
  double hidden();

  /** Factor of the weights of the policy's output. */
  double policy();

  /** Factor of the weights of the value's output. */
  double value();

  /** A fully connected hidden layer. */
  default DenseSpec layer(int units, Activation activation) {
    return dense(units, activation, hidden());
  }

  /** The convolution with such weights. */
  default ConvolutionSpec layer(ConvolutionSpec convolution) {
    return new ConvolutionSpec(
        convolution.filters(),
        convolution.windows(),
        convolution.bias(),
        convolution.activation(),
        distribution(),
        convolution.dropout(),
        hidden());
  }

  /** The linear output of the policy. */
  default DenseSpec policy(int units) {
    return dense(units, Activation.IDENTITY, policy());
  }

  /** The linear output of the value. */
  default DenseSpec valueOutput() {
    return dense(1, Activation.IDENTITY, value());
  }

  private DenseSpec dense(int units, Activation activation, double gain) {
    return new DenseSpec(units, activation, distribution(), 0, gain, 0);
  }

  /**
   * Orthogonal matrices times a gain. The policy's small one lets all actions begin nearly alike
   * (Andrychowicz et al., "What matters for on-policy deep actor-critic methods?", 2021, section
   * 3.2).
   */
  @Choice(value = "orthogonal", summary = "orthogonal matrices times a gain")
  record Orthogonal(
      @Setting(
              value = "gain of hidden layers",
              defaultValue = "1.4142135623730951",
              min = 0,
              minExcluded = true,
              max = 1000)
          double hidden,
      @Setting(
              value = "gain of the policy's output",
              defaultValue = "0.01",
              min = 0,
              minExcluded = true,
              max = 1000)
          double policy,
      @Setting(
              value = "gain of the value's output",
              defaultValue = "1",
              min = 0,
              minExcluded = true,
              max = 1000)
          double value)
      implements InitialWeights {
    public Orthogonal {
      Settings.check(Orthogonal.class, hidden, policy, value);
    }

    @Override
    public Initialization distribution() {
      return Initialization.ORTHOGONAL;
    }
  }

  /** The same distribution for all layers, outputs included. */
  @Choice(value = "drawn", summary = "all layers from one distribution")
  record Drawn(
      @Setting(value = "distribution of the weights", defaultValue = "uniform") Initialization from)
      implements InitialWeights {
    public Drawn {
      Settings.check(Drawn.class, from);
    }

    @Override
    public Initialization distribution() {
      return from;
    }

    @Override
    public double hidden() {
      return 1;
    }

    @Override
    public double policy() {
      return 1;
    }

    @Override
    public double value() {
      return 1;
    }
  }
}
