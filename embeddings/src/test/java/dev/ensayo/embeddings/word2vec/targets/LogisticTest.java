package dev.ensayo.embeddings.word2vec.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LogisticTest {
  @Test
  void theTableIsNearTheLogisticFunction() {
    Logistic table = Logistic.table();
    Logistic exact = Logistic.exact();
    for (float x = -7.99f; x < 8; x += 0.0137f) {
      assertThat(table.sigmoid(x)).isCloseTo(exact.sigmoid(x), within(0.001f));
      assertThat(table.loss(x)).isCloseTo(exact.loss(x), within(0.004f));
    }
    assertThat(table.sigmoid(9)).isEqualTo(1);
    assertThat(table.sigmoid(-9)).isEqualTo(0);
    assertThat(table.loss(-9)).isEqualTo(9);
    assertThat(table.sigmoid(Float.NaN)).isNaN();
    assertThat(table.loss(Float.NaN)).isNaN();
    assertThat(exact.sigmoid(0)).isEqualTo(0.5f);
    assertThat(exact.loss(0)).isCloseTo((float) Math.log(2), within(1e-6f));
    assertThat(exact.loss(-100)).isEqualTo(100f);
  }
}
