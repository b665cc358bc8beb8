package dev.ensayo.experiments.progress;

import dev.ensayo.results.live.LiveWords;
import dev.ensayo.results.markup.Figures;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;

/** How a study stands as a whole, in more or fewer words. */
enum OverallWords {
  /** " 45 %, 9 of 20 runs ended, 30.0 s passed, about 40.0 s left". */
  FULL {
    @Override
    String of(Standing standing, LiveWords words) {
      return percent(standing.share())
          + ", "
          + words.endedAndPassed(
              standing.ended(), standing.runs(), Figures.duration(standing.seconds()))
          + left(standing, words::aboutLeft);
    }
  },
  /** " 45 %, 9 of 20 ended, about 40.0 s left". */
  SHORT {
    @Override
    String of(Standing standing, LiveWords words) {
      return percent(standing.share())
          + ", "
          + words.ended(standing.ended(), standing.runs())
          + left(standing, words::aboutLeft);
    }
  },
  /** " 45 %, 9 of 20, 40.0 s left". */
  TERSE {
    @Override
    String of(Standing standing, LiveWords words) {
      return percent(standing.share())
          + ", "
          + words.of(standing.ended(), standing.runs())
          + left(standing, words::left);
    }
  },
  /** " 45 %, 40.0 s left". */
  TIME {
    @Override
    String of(Standing standing, LiveWords words) {
      return percent(standing.share()) + left(standing, words::left);
    }
  },
  /** " 45 %". */
  SHARE {
    @Override
    String of(Standing standing, LiveWords words) {
      return percent(standing.share());
    }
  };

  /** As many characters as hours and minutes take, and more than any lesser duration. */
  private static final double LONG_DURATION = 23 * 3600 + 59 * 60;

  abstract String of(Standing standing, LiveWords words);

  /** How many columns are kept free for it, so that bars beside it do not change their length. */
  int columns(Standing standing, LiveWords words) {
    Standing longest =
        new Standing(
            standing.running(),
            1,
            standing.runs(),
            standing.runs(),
            LONG_DURATION,
            OptionalDouble.of(LONG_DURATION));
    return Math.max(of(longest, words).length(), of(standing, words).length());
  }

  /** " 7 %"; always five columns. */
  static String percent(double share) {
    return String.format(Locale.ROOT, "%3.0f %%", 100 * Math.max(0, Math.min(1, share)));
  }

  private static String left(Standing standing, UnaryOperator<String> words) {
    return standing.secondsLeft().isPresent()
        ? ", " + words.apply(Figures.duration(standing.secondsLeft().getAsDouble()))
        : "";
  }
}
