package dev.ensayo.backend.product;

import java.util.Locale;
import java.util.Set;

/** What OpenBLAS's kernels can do, by their name. */
public final class OpenBlasKernels {
  /**
   * Those of OpenBLAS 0.3.19 with code of their own for small matrices. All others first copy both
   * operands into a layout of theirs.
   */
  private static final Set<String> FOR_SMALL = Set.of("SKYLAKEX", "COOPERLAKE");

  /** Those with fused sums of eight numbers at once, which copy all operands. */
  private static final Set<String> AVX2 = Set.of("HASWELL", "ZEN");

  private OpenBlasKernels() {}

  /**
   * Whether {@code OPENBLAS_CORETYPE} names kernels that multiply small matrices as they lie. It is
   * the name that decides and not a measurement, so that a run repeats bit for bit; the manifest
   * has the name.
   */
  public static boolean multiplySmallAsTheyLie() {
    return multiplySmallAsTheyLie(System.getenv("OPENBLAS_CORETYPE"));
  }

  /**
   * Whether kernels multiply small matrices as they lie.
   *
   * @param name as in {@code OPENBLAS_CORETYPE}; null or empty where OpenBLAS chooses
   */
  static boolean multiplySmallAsTheyLie(String name) {
    return name != null && FOR_SMALL.contains(name.toUpperCase(Locale.ROOT));
  }

  /**
   * Whether {@code OPENBLAS_CORETYPE} names kernels for AVX2 that copy even small matrices first.
   * The processor then has AVX2 and fused sums for Java's loops, too. The name decides, as above.
   */
  public static boolean copyForAvx2() {
    return copyForAvx2(System.getenv("OPENBLAS_CORETYPE"));
  }

  /**
   * Whether kernels are for AVX2 and copy even small matrices first.
   *
   * @param name as in {@code OPENBLAS_CORETYPE}; null or empty where OpenBLAS chooses
   */
  static boolean copyForAvx2(String name) {
    return name != null && AVX2.contains(name.toUpperCase(Locale.ROOT));
  }
}
