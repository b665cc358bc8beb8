package dev.ensayo.core.scenes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BoxTest {
  private static final Box SQUARE = new Box(2, 3, 4, 4);

  @Test
  void aBoxKnowsItsSides() {
    assertThat(SQUARE.right()).isEqualTo(6);
    assertThat(SQUARE.bottom()).isEqualTo(7);
    assertThat(SQUARE.area()).isEqualTo(16);
    assertThat(Box.around(SQUARE.centerX(), SQUARE.centerY(), 4, 4)).isEqualTo(SQUARE);
    assertThatIllegalArgumentException().isThrownBy(() -> new Box(0, 0, -1, 2));
  }

  /** Half beside each other: 8 shared of 16 + 16 − 8. */
  @Test
  void intersectionOverUnionByHand() {
    assertThat(SQUARE.intersectionOverUnion(SQUARE)).isEqualTo(1);
    assertThat(SQUARE.intersectionOverUnion(new Box(4, 3, 4, 4))).isEqualTo(8.0 / 24);
    assertThat(SQUARE.intersectionOverUnion(new Box(4, 5, 4, 4))).isEqualTo(4.0 / 28);
    assertThat(SQUARE.intersectionOverUnion(new Box(3, 4, 2, 2))).isEqualTo(4.0 / 16);
    assertThat(SQUARE.intersectionOverUnion(new Box(2.5, 3, 4, 4)))
        .isCloseTo(14.0 / 18, within(1e-15));
  }

  @Test
  void boxesThatTouchOrHaveNoAreaShareNothing() {
    assertThat(SQUARE.intersectionOverUnion(new Box(6, 3, 4, 4))).isZero();
    assertThat(SQUARE.intersection(new Box(2, 7, 4, 4))).isZero();
    assertThat(SQUARE.intersectionOverUnion(new Box(30, 30, 4, 4))).isZero();
    Box nothing = new Box(3, 4, 0, 2);
    assertThat(nothing.intersectionOverUnion(nothing)).isZero();
    assertThat(SQUARE.intersectionOverUnion(nothing)).isZero();
  }
}
