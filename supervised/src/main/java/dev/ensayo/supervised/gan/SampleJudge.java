package dev.ensayo.supervised.gan;

/** Says of a sample which mode of the data it is of, and whether it could be one of the data. */
interface SampleJudge {
  /**
   * Judges one sample.
   *
   * @param samples {@code [B, F]}
   * @param offset of the sample in them
   * @return its mode m where it is good, −1 − m where it is not
   */
  int judge(float[] samples, int offset);

  /** How samples are judged, in a sentence. */
  String words();
}
