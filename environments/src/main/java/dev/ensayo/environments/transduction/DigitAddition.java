package dev.ensayo.environments.transduction;

import dev.ensayo.core.corpus.TokenUnit;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.transduction.TransductionData;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Sums of two numbers, character by character: "535+61" is to become "596". After Keras' example
 * {@code addition_rnn}, and Sutskever, Vinyals and Le, "Sequence to Sequence Learning with Neural
 * Networks", 2014, for reading from the end.
 *
 * <p>Each number has 1 to n digits, each count equally likely, and each digit is uniform; leading
 * zeros fall away. Two questions with the same two numbers in any order are the same one. All are
 * drawn and then dealt to the parts at random.
 */
final class DigitAddition {
  private static final int TEN = 10;

  private final DigitAdditionConfig config;

  DigitAddition(DigitAdditionConfig config) {
    this.config = config;
  }

  TransductionData data() {
    RandomStream random = new SeedSequence(config.seed()).child("digit-addition").stream("pairs");
    return WrittenPairs.write(
        DrawnPairs.drawAndDeal(config.examples(), random, (split, number, stream) -> draw(stream)),
        TokenUnit.CHARACTER,
        config.reversed(),
        groups());
  }

  private List<String> groups() {
    return IntStream.rangeClosed(1, config.digits())
        .mapToObj(digits -> "numbers of up to " + digits + (digits == 1 ? " digit" : " digits"))
        .toList();
  }

  private DrawnPairs.Drawn draw(RandomStream random) {
    long a = number(random);
    long b = number(random);
    int digits = Long.toString(Math.max(a, b)).length();
    return new DrawnPairs.Drawn(
        new Pair(a + "+" + b, Long.toString(a + b), digits - 1),
        List.of(Math.min(a, b), Math.max(a, b)));
  }

  private long number(RandomStream random) {
    int digits = 1 + random.nextInt(config.digits());
    long number = 0;
    for (int i = 0; i < digits; i++) {
      number = TEN * number + random.nextInt(TEN);
    }
    return number;
  }
}
