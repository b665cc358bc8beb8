package dev.ensayo.core.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomStreamTest {
  private static RandomStream stream(long number) {
    return new SeedSequence(number).stream("test");
  }

  /**
   * Output of Blackman and Vigna's own xoshiro256plusplus.c for this state, as Apache Commons RNG
   * recorded it for its test of the same generator.
   */
  @Test
  void numbersAreThoseOfTheReferenceProgram() {
    RandomStream stream =
        new RandomStream(
            new long[] {
              0x012de1babb3c4104L, 0xa5a818b8fc5aa503L, 0xb124ea2b701f4993L, 0x18e0374933d8c782L
            });
    long[] expected = {
      0x83256c3efe494810L, 0xb6a32c7a2f427e87L, 0xea4a4faa5f25c89cL, 0xbc7eccdda31316ccL,
      0x13fd0f7150d989c6L, 0x547138cbae221c4bL, 0x9a2ed08e202ccdd4L, 0x71c76beffd5ffaf7L,
      0x4a82a53f9bf0e159L, 0x82b8fee551e226f6L, 0xc8a7cb2002fbabd2L, 0xe9fd4b8e8420b6caL
    };
    for (long number : expected) {
      assertThat(stream.nextLong()).isEqualTo(number);
    }
  }

  /**
   * The JDK has an implementation of its own, by other people. Some releases of Java 17 extend the
   * sign of the bytes of a seed, so bytes above 127 are left out.
   */
  @Test
  void numbersAreThoseOfTheJdksXoshiro() {
    RandomGeneratorFactory<RandomGenerator> jdk = RandomGeneratorFactory.of("Xoshiro256PlusPlus");
    RandomStream seeds = stream(0);
    for (int i = 0; i < 20; i++) {
      long[] seed = new long[4];
      Arrays.setAll(seed, k -> seeds.nextLong() & 0x7f7f_7f7f_7f7f_7f7fL);
      ByteBuffer bytes = ByteBuffer.allocate(32);
      bytes.asLongBuffer().put(seed);
      RandomGenerator expected = jdk.create(bytes.array());
      RandomStream stream = new RandomStream(seed);
      for (int k = 0; k < 100; k++) {
        assertThat(stream.nextLong()).isEqualTo(expected.nextLong());
      }
      assertThat(stream.nextDouble()).isEqualTo(expected.nextDouble());
    }
  }

  /**
   * Pearson's χ² over 100,000 draws. The bound is the 99.9 % quantile for {@code bound − 1} degrees
   * of freedom by Wilson and Hilferty's approximation; the seed is fixed, so the test cannot fail
   * by chance.
   */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 6, 7, 10, 64, 100, 1000})
  void everyNumberBelowTheBoundIsEquallyLikely(int bound) {
    int draws = 100_000;
    RandomStream stream = stream(bound);
    int[] counts = new int[bound];
    for (int i = 0; i < draws; i++) {
      counts[stream.nextInt(bound)]++;
    }
    double expected = (double) draws / bound;
    double chiSquared = 0;
    for (int count : counts) {
      chiSquared += (count - expected) * (count - expected) / expected;
    }
    double k = bound - 1.0;
    double z = 3.0902; // 99.9 % quantile of the normal distribution
    double quantile = k * Math.pow(1 - 2 / (9 * k) + z * Math.sqrt(2 / (9 * k)), 3);
    assertThat(chiSquared).isLessThan(quantile);
  }

  /** A bound over half of 2³¹ shows the bias of a remainder: it would make low numbers likelier. */
  @Test
  void alsoForABoundThatIsNoPowerOfTwoAndHuge() {
    int bound = (1 << 30) + (1 << 29); // 3/4 of 2^31
    int draws = 100_000;
    RandomStream stream = stream(1);
    int low = 0;
    for (int i = 0; i < draws; i++) {
      if (stream.nextInt(bound) < bound / 2) {
        low++;
      }
    }
    // Uniform: 1/2 ± 3.3 standard deviations of 158. By remainder it would be 5/8.
    assertThat(low).isBetween(50_000 - 522, 50_000 + 522);
  }

  @Test
  void doublesFillTheirInterval() {
    RandomStream stream = stream(2);
    double sum = 0;
    double least = 1;
    double most = 0;
    int draws = 100_000;
    for (int i = 0; i < draws; i++) {
      double x = stream.nextDouble();
      assertThat(x).isGreaterThanOrEqualTo(0).isLessThan(1);
      sum += x;
      least = Math.min(least, x);
      most = Math.max(most, x);
    }
    assertThat(sum / draws).isBetween(0.5 - 0.003, 0.5 + 0.003); // 3.3 · sqrt(1/12/draws)
    assertThat(least).isLessThan(1e-4);
    assertThat(most).isGreaterThan(1 - 1e-4);
  }

  @Test
  void doublesOfAnIntervalNeverReachItsUpperEnd() {
    RandomStream stream = stream(3);
    for (int i = 0; i < 1000; i++) {
      assertThat(stream.nextDouble(-0.05, 0.05)).isGreaterThanOrEqualTo(-0.05).isLessThan(0.05);
      assertThat(stream.nextDouble(1, Math.nextUp(1.0)))
          .as("low + (high - low) * u rounds to high for half of all u")
          .isEqualTo(1);
    }
  }

  @Test
  void aBoundMustBePositive() {
    assertThatThrownBy(() -> stream(1).nextInt(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aSavedStreamGoesOnWithTheSameNumbers() throws IOException {
    RandomStream original = stream(4);
    for (int i = 0; i < 17; i++) {
      original.nextInt(); // an odd number: half of a 64-bit number is still to be used
    }
    RandomStream restored = stream(5);
    restored.nextBoolean();
    restored.loadState(saved(original));

    for (int i = 0; i < 100; i++) {
      assertThat(restored.nextInt()).isEqualTo(original.nextInt());
      assertThat(restored.nextInt(6)).isEqualTo(original.nextInt(6));
      assertThat(restored.nextBoolean()).isEqualTo(original.nextBoolean());
      assertThat(restored.nextDouble()).isEqualTo(original.nextDouble());
      assertThat(restored.nextFloat()).isEqualTo(original.nextFloat());
      assertThat(restored.nextGaussian()).isEqualTo(original.nextGaussian());
      assertThat(restored.nextLong()).isEqualTo(original.nextLong());
    }
  }

  @Test
  void savingChangesNothing() throws IOException {
    RandomStream saved = stream(6);
    RandomStream other = stream(6);
    saved.nextInt();
    other.nextInt();
    saved(saved);

    assertThat(saved.nextInt()).isEqualTo(other.nextInt());
    assertThat(saved.nextLong()).isEqualTo(other.nextLong());
  }

  @Test
  void somethingElseIsNoState() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    StateWriter out = new StateWriter(bytes);
    out.writeBytes(new byte[] {1, 2, 3});
    out.flush();

    assertThatThrownBy(
            () ->
                stream(1).loadState(new StateReader(new ByteArrayInputStream(bytes.toByteArray()))))
        .isInstanceOf(IOException.class);
  }

  private static StateReader saved(RandomStream stream) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    StateWriter out = new StateWriter(bytes);
    stream.saveState(out);
    out.flush();
    return new StateReader(new ByteArrayInputStream(bytes.toByteArray()));
  }
}
