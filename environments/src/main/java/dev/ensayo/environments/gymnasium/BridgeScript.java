package dev.ensayo.environments.gymnasium;

import com.google.common.collect.ImmutableList;
import com.google.common.io.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The program that a Python process runs. It is handed over through the pipe, so that nothing of it
 * lies on the disk and no other version of it can be found there.
 */
final class BridgeScript {
  /** Of the messages; the script knows its own, and both say so. */
  static final int PROTOCOL = 1;

  /** Reads the script from the pipe and runs it; the oldest Python is that of Gymnasium 1.0. */
  private static final String LOADER =
      """
      import os, sys
      if sys.version_info < (3, 8):
          sys.exit("Python 3.8 or newer is needed, and this is " + sys.version.split()[0])
      length, script = int(sys.argv[1]), b""
      while len(script) < length:
          more = os.read(0, length - len(script))
          if not more:
              sys.exit("the script did not come")
          script += more
      exec(compile(script, "<ensayo>", "exec"), {"__name__": "ensayo", "__file__": "<ensayo>"})
      """;

  private final byte[] text;

  private BridgeScript(byte[] text) {
    this.text = text;
  }

  static BridgeScript load() {
    try {
      return new BridgeScript(
          Resources.toByteArray(Resources.getResource(BridgeScript.class, "bridge.py")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ImmutableList<String> command(String python) {
    return ImmutableList.of(python, "-c", LOADER, Integer.toString(text.length));
  }

  byte[] text() {
    return text;
  }
}
