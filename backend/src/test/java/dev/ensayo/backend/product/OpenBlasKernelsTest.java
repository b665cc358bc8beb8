package dev.ensayo.backend.product;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenBlasKernelsTest {
  @ParameterizedTest
  @ValueSource(strings = {"SkylakeX", "skylakex", "Cooperlake"})
  void kernelsForAvx512TakeSmallMatricesAsTheyLie(String name) {
    assertThat(OpenBlasKernels.multiplySmallAsTheyLie(name)).isTrue();
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(strings = {"Haswell", "Zen", "Barcelona"})
  void othersDoNot(String name) {
    assertThat(OpenBlasKernels.multiplySmallAsTheyLie(name)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Haswell", "ZEN"})
  void kernelsForAvx2Copy(String name) {
    assertThat(OpenBlasKernels.copyForAvx2(name)).isTrue();
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(strings = {"SkylakeX", "Barcelona"})
  void othersDoNotOrAreNotForAvx2(String name) {
    assertThat(OpenBlasKernels.copyForAvx2(name)).isFalse();
  }
}
