package dev.ensayo.sequence.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.backend.spec.Recurrence;
import dev.ensayo.backend.spec.RecurrentSpec;
import dev.ensayo.core.config.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecurrentStackTest {
  @Test
  void onlyTheFirstLayerReadsTheInput() {
    RecurrentStack stack =
        Settings.of(
            RecurrentStack.class,
            "{cell: gru, layers: 3, hiddenUnits: 5, orthogonal: true, dropout: 0.25,"
                + " layerNormalization: true}");
    RecurrentSpec first = new RecurrentSpec.Gru(recurrence(true, 0.5, true), true);
    RecurrentSpec above = new RecurrentSpec.Gru(recurrence(true, 0.25, true), true);

    assertThat(stack.specs(0.5)).containsExactly(first, above, above);
  }

  @Test
  void cells() {
    RecurrentStack stack = Settings.of(RecurrentStack.class, "{hiddenUnits: 5}");

    assertThat(stack.specs(0))
        .containsExactly(new RecurrentSpec.Lstm(recurrence(false, 0, false), 1));
    assertThat(Settings.of(RecurrentStack.class, "{cell: rnn, hiddenUnits: 5}").specs(0))
        .containsExactly(new RecurrentSpec.SimpleRnn(recurrence(false, 0, false), Activation.TANH));
  }

  @Test
  void bothWays() {
    RecurrentStack stack =
        Settings.of(
            RecurrentStack.class,
            "{cell: rnn, layers: 2, hiddenUnits: 5, dropout: 0.25, bidirectional: true}");
    assertThat(stack.outputs()).isEqualTo(10);
    assertThat(stack.specs(0))
        .extracting(spec -> spec.recurrence())
        .containsExactly(
            new Recurrence(5, Initialization.UNIFORM, false, 0, false, true),
            new Recurrence(5, Initialization.UNIFORM, false, 0.25, false, true));
  }

  @ParameterizedTest
  @CsvSource({
    "min-gru, orthogonal, has no recurrent weights",
    "min-lstm, orthogonal, has no recurrent weights",
    "min-gru, layerNormalization, 'has no such form, use rnn, lstm or gru'"
  })
  void whatACellHasNotIsRefused(String cell, String setting, String reason) {
    String yaml = "{cell: " + cell + ", " + setting + ": true}";
    assertThatThrownBy(() -> Settings.of(RecurrentStack.class, yaml))
        .hasMessageContaining(setting)
        .hasMessageContaining("must be false: " + cell + " " + reason);
  }

  private static Recurrence recurrence(boolean orthogonal, double dropout, boolean normalized) {
    return new Recurrence(5, Initialization.UNIFORM, orthogonal, dropout, normalized);
  }
}
