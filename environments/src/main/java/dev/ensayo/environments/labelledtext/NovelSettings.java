package dev.ensayo.environments.labelledtext;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.Split;

/** How novels are cut and dealt. */
record NovelSettings(
    @Setting(
            value = "words of a passage: paragraphs are joined until they have so many",
            defaultValue = "100",
            min = 1,
            max = 100_000,
            unit = "words")
        int minimumWords,
    @Setting(
            value =
                "which novel of each author is the test, in the order of their titles; the last of"
                    + " an author who has fewer",
            defaultValue = "3",
            min = 1,
            max = 3)
        int testNovel,
    @Setting(
            value =
                "whether another novel of each author is the validation part, where there are three;"
                    + " otherwise validShare of the passages of the novels that are learned from,"
                    + " which are easier than those of a novel never seen",
            defaultValue = "false")
        boolean validNovel) {
  NovelSettings {
    Settings.check(NovelSettings.class, minimumWords, testNovel, validNovel);
  }

  /**
   * The part that a novel belongs to.
   *
   * @param number of the novel among its author's, from 0
   * @param count of its author's novels, at least 2
   */
  Split part(int number, int count) {
    int test = Math.min(testNovel, count) - 1;
    if (number == test) {
      return Split.TEST;
    }
    boolean isNext = number == (test + 1) % count;
    return validNovel && count > 2 && isNext ? Split.VALID : Split.TRAIN;
  }
}
