package dev.ensayo.environments.transduction;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.corpus.TokenUnit;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.transduction.TransductionData;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/**
 * Written dates that are to become those of ISO 8601, character by character: "March 3, 2021" and
 * "3 de marzo de 2021" are "2021-03-03". Each day of the years is equally likely, and each form of
 * the languages; a date is drawn only once, in one form, so that those of the test part are new in
 * any form.
 */
final class Dates {
  private final DatesConfig config;
  private final ImmutableList<DateForm> forms;
  private final LocalDate first;
  private final int days;

  Dates(DatesConfig config) {
    this.config = config;
    this.forms =
        Arrays.stream(DateForm.values())
            .filter(form -> config.languages().contains(form.language()))
            .collect(ImmutableList.toImmutableList());
    this.first = LocalDate.of(config.from(), 1, 1);
    this.days = (int) ChronoUnit.DAYS.between(first, LocalDate.of(config.to() + 1, 1, 1));
  }

  TransductionData data() {
    RandomStream random = new SeedSequence(config.seed()).child("dates").stream("pairs");
    return WrittenPairs.write(
        DrawnPairs.draw(config.examples(), random, (split, number, stream) -> draw(stream)),
        TokenUnit.CHARACTER,
        false,
        forms.stream().map(DateForm::sample).toList());
  }

  private DrawnPairs.Drawn draw(RandomStream random) {
    LocalDate date = first.plusDays(random.nextInt(days));
    int form = random.nextInt(forms.size());
    return new DrawnPairs.Drawn(new Pair(forms.get(form).write(date), date.toString(), form), date);
  }
}
