package dev.ensayo.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {
  private static final List<String> KNOWN =
      List.of("discount", "batchSize", "warmupSteps", "targetUpdatePeriod");

  @Test
  void aSlipIsRecognized() {
    assertThat(NearestName.of("dicsount", KNOWN)).contains("discount");
    assertThat(NearestName.of("batchsize", KNOWN)).contains("batchSize");
    assertThat(NearestName.of("BATCHSIZE", KNOWN)).as("upper and lower case").contains("batchSize");
    assertThat(NearestName.of("targetUpdatePeriods", KNOWN)).contains("targetUpdatePeriod");
    assertThat(NearestName.of("warmup", KNOWN)).as("5 letters short of 6").isEmpty();
  }

  @Test
  void theNearestOfSeveralWinsAndTiesGoByTheAlphabet() {
    assertThat(NearestName.of("cat-v", List.of("cat-v22", "cat-v1"))).contains("cat-v1");
    assertThat(NearestName.of("cat-v", List.of("cat-v2", "cat-v1"))).contains("cat-v1");
  }

  @Test
  void somethingElseIsNot() {
    assertThat(NearestName.of("kitchen", KNOWN)).isEmpty();
    assertThat(NearestName.of("anything", List.of())).isEmpty();
  }

  @Test
  void theHintListsEverything() {
    assertThat(NearestName.hint("dicsount", List.of("discount", "seed")))
        .isEqualTo("did you mean 'discount'? known: discount, seed");
    assertThat(NearestName.hint("kitchen", List.of("discount", "seed")))
        .isEqualTo("known: discount, seed");
    assertThat(NearestName.hint("kitchen", List.of())).isEqualTo("known: none");
  }
}
