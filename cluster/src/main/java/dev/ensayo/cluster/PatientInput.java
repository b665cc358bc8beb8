package dev.ensayo.cluster;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.function.BooleanSupplier;

/**
 * What comes from another machine, however long that takes, but not for ever once Spark has called
 * the task off: a machine that is switched off says nothing.
 */
final class PatientInput extends FilterInputStream {
  private final BooleanSupplier calledOff;
  private final int mostWaits;

  /**
   * @param in reading it ends now and then with a {@link SocketTimeoutException}
   * @param calledOff whether the task is to end
   * @param mostWaits so many times in a row nothing may come after that
   */
  PatientInput(InputStream in, BooleanSupplier calledOff, int mostWaits) {
    super(in);
    this.calledOff = calledOff;
    this.mostWaits = mostWaits;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    int count = read(one, 0, 1);
    return count < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int waits = 0;
    while (true) {
      try {
        return in.read(into, offset, length);
      } catch (SocketTimeoutException e) {
        waits = calledOff.getAsBoolean() ? waits + 1 : 0;
        if (waits > mostWaits) {
          throw e;
        }
      }
    }
  }
}
