package dev.ensayo.backend.compiled.arithmetic;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/** A pointer to wherever it is told, so that none has to be made for a call of BLAS. */
final class MovingPointer extends FloatPointer {
  MovingPointer() {
    super((Pointer) null);
  }

  MovingPointer to(long address) {
    this.address = address;
    return this;
  }
}
