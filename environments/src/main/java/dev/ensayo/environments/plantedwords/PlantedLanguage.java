package dev.ensayo.environments.plantedwords;

/** How the words of the language are written; all different. */
final class PlantedLanguage {
  private static final String CONSONANTS = "bdfgklmnprst";
  private static final String VOWELS = "aeiou";
  private static final int SYLLABLES = CONSONANTS.length() * VOWELS.length();

  private PlantedLanguage() {}

  /** The word for a thing in a form: a stem of two syllables and the form's ending. */
  static String word(int thing, int form) {
    return stem(thing) + "x" + syllable(form);
  }

  /** A word that goes with a thing. */
  static String ofThing(int thing, int number) {
    return stem(thing) + "y" + stem(number);
  }

  /** A word that goes with a form. */
  static String ofForm(int form, int number) {
    return "w" + syllable(form) + stem(number);
  }

  /** A word that goes with nothing. */
  static String filler(int number) {
    return "z" + stem(number);
  }

  private static String stem(int number) {
    return number < SYLLABLES * SYLLABLES
        ? syllable(number / SYLLABLES) + syllable(number % SYLLABLES)
        : stem(number / SYLLABLES) + syllable(number % SYLLABLES);
  }

  private static String syllable(int number) {
    int within = number % SYLLABLES;
    return ""
        + CONSONANTS.charAt(within % CONSONANTS.length())
        + VOWELS.charAt(within / CONSONANTS.length());
  }
}
