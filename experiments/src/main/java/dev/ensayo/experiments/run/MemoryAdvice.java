package dev.ensayo.experiments.run;

import java.util.Arrays;

/** What to do about a run that found no memory: Java's own, or that outside, where networks are. */
final class MemoryAdvice {
  private static final String[] NATIVE = {
    "org.bytedeco.", "org.nd4j.", "java.nio.Bits", "jdk.internal.misc.Unsafe"
  };

  private MemoryAdvice() {}

  static String after(OutOfMemoryError error) {
    return isNative(error)
        ? "out of native memory, which networks and batches live in: "
            + error.getMessage()
            + "; let fewer runs go side by side (--jobs), make batches or networks smaller, or leave"
            + " more of the machine's memory outside Java's heap (ENSAYO_JAVA_OPTIONS=-Xmx…, lower)"
        : "out of memory: "
            + error.getMessage()
            + "; give Java more with ENSAYO_JAVA_OPTIONS=-Xmx…";
  }

  /** Whether it was thrown by what takes memory outside Java's heap. */
  private static boolean isNative(OutOfMemoryError error) {
    return Arrays.stream(error.getStackTrace())
        .limit(3)
        .map(StackTraceElement::getClassName)
        .anyMatch(name -> Arrays.stream(NATIVE).anyMatch(name::startsWith));
  }
}
