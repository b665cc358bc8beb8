package dev.ensayo.core.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokensTest {
  private static Tokens text(int length, int vocabulary) {
    Tokens.Builder builder = new Tokens.Builder();
    for (int i = 0; i < length; i++) {
      builder.add((int) (i * 7919L % vocabulary));
    }
    return builder.build();
  }

  @Test
  void idsTakeAsManyBytesAsTheLargestNeeds() {
    assertThat(text(1_000_000, 256).bytes()).isEqualTo(1_000_000);
    assertThat(text(1_000_000, 65_536).bytes()).isEqualTo(2_000_000);
    assertThat(text(1_000_000, 65_537).bytes()).isEqualTo(4_000_000);
  }

  @Test
  void whatWasAddedIsThereOverChunksAndWidths() {
    for (int vocabulary : new int[] {2, 256, 257, 65_536, 100_000}) {
      Tokens tokens = text(1_000_003, vocabulary);
      assertThat(tokens.length()).isEqualTo(1_000_003);
      for (int i = 0; i < tokens.length(); i++) {
        if (tokens.get(i) != (int) (i * 7919L % vocabulary)) {
          assertThat(tokens.get(i)).as("%s of %s", i, vocabulary).isEqualTo(i * 7919L % vocabulary);
        }
      }
    }
  }

  @Test
  void aLateLargeIdWidensWhatIsThere() {
    Tokens.Builder builder = new Tokens.Builder();
    for (int i = 0; i < 600_000; i++) {
      builder.add(i % 251);
    }
    builder.add(300);
    builder.add(70_000);
    Tokens tokens = builder.build();
    assertThat(tokens.get(599_999)).isEqualTo(599_999 % 251);
    assertThat(tokens.get(600_000)).isEqualTo(300);
    assertThat(tokens.get(600_001)).isEqualTo(70_000);
  }

  @Test
  void otherIdsMayBeNarrower() {
    Tokens.Builder builder = new Tokens.Builder();
    int[] half = IntStream.range(0, 70_000).map(id -> id / 1000).toArray();
    for (int id = 0; id < 70_000; id++) {
      builder.add(id);
    }
    Tokens tokens = builder.build(half);
    assertThat(tokens.bytes()).isEqualTo(70_000);
    assertThat(tokens.toArray()).isEqualTo(half);
    assertThat(builder.length()).isZero();
  }

  @Test
  void placesBeyondTheEndAreRefused() {
    Tokens tokens = Tokens.of(1, 2, 3);
    assertThat(tokens.toArray()).containsExactly(1, 2, 3);
    assertThatThrownBy(() -> tokens.get(3)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(Tokens.of().isEmpty()).isTrue();
  }
}
