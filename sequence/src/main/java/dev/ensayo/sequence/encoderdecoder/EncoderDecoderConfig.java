package dev.ensayo.sequence.encoderdecoder;

import dev.ensayo.backend.spec.Attention;
import dev.ensayo.backend.spec.EncoderDecoderSpec;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.config.Unwrapped;
import dev.ensayo.sequence.network.Optimization;
import dev.ensayo.sequence.network.RecurrentStack;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Settings of {@link EncoderDecoderTraining}. */
public record EncoderDecoderConfig(
    @Unwrapped RecurrentStack stack,
    @Setting(
            value = "D: length of the vector of each symbol, of sources and of answers",
            defaultValue = "64",
            min = 1,
            max = 65536,
            unit = "numbers")
        int embeddingSize,
    @Setting(
            value =
                "what each step of the answer sees of all steps of the source, beside the last;"
                    + " zips with additive or dot need ensayo-layers",
            defaultValue = "none")
        Attention attention,
    @Setting(
            value = "B: examples of an update, of similar lengths",
            defaultValue = "64",
            min = 1,
            max = 65536,
            unit = "examples")
        int batchSize,
    @Unwrapped Optimization optimization,
    @Setting(
            value =
                "tests in a row without a new best validation result after which the run ends;"
                    + " never unless given",
            min = 1,
            unit = "tests")
        OptionalInt patience,
    @Setting(
            value =
                "the run ends with the first test at which that share of the validation part's"
                    + " answers is right; never unless given",
            min = 0,
            max = 1)
        OptionalDouble stopAtAccuracy,
    @Setting(
            value =
                "whether the model with the most right answers to the validation part, of several"
                    + " the one with the lowest loss, is kept as the run's model and tested at the"
                    + " end; else the last",
            defaultValue = "true")
        boolean keepBest,
    @Setting(
            value =
                "answers that a beam search follows at a time when the kept model is tested at the"
                    + " end, beside the greedy ones; 1 for none",
            defaultValue = "1",
            min = 1,
            max = RecurrentTransducer.AT_ONCE,
            unit = "answers")
        int beamWidth) {
  public EncoderDecoderConfig {
    Settings.check(
        EncoderDecoderConfig.class,
        stack,
        embeddingSize,
        attention,
        batchSize,
        optimization,
        patience,
        stopAtAccuracy,
        keepBest,
        beamWidth);
    if (stack.bidirectional()) {
      throw new InvalidSettingException(
          "bidirectional",
          "must be false: what writes the answer has not seen its later symbols, and what reads has"
              + " layers of the same kind");
    }
  }

  /** The network for so many symbols, ends included. */
  EncoderDecoderSpec network(int sourceSymbols, int targetSymbols) {
    return new EncoderDecoderSpec(
        sourceSymbols,
        targetSymbols,
        embeddingSize,
        stack.specs(0),
        stack.specs(0),
        attention,
        stack.dropout(),
        optimization.updater(),
        optimization.regularization(),
        optimization.gradientClipping());
  }
}
