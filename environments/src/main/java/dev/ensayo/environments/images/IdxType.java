package dev.ensayo.environments.images;

import java.io.DataInputStream;
import java.io.IOException;

/** The types of numbers in an IDX file, by the third byte of its magic number; big-endian. */
enum IdxType {
  UNSIGNED_BYTE(8, 1) {
    @Override
    double read(DataInputStream data) throws IOException {
      return data.readUnsignedByte();
    }
  },
  BYTE(9, 1) {
    @Override
    double read(DataInputStream data) throws IOException {
      return data.readByte();
    }
  },
  SHORT(0x0B, 2) {
    @Override
    double read(DataInputStream data) throws IOException {
      return data.readShort();
    }
  },
  INT(0x0C, 4) {
    @Override
    double read(DataInputStream data) throws IOException {
      return data.readInt();
    }
  },
  FLOAT(0x0D, 4) {
    @Override
    double read(DataInputStream data) throws IOException {
      return data.readFloat();
    }
  },
  DOUBLE(0x0E, 8) {
    @Override
    double read(DataInputStream data) throws IOException {
      return data.readDouble();
    }
  };

  private static final int BRIGHTEST = 255;

  private final int code;
  private final int bytes;

  IdxType(int code, int bytes) {
    this.code = code;
    this.bytes = bytes;
  }

  /** Reads the next number. */
  abstract double read(DataInputStream data) throws IOException;

  /** How long a number is. */
  int bytes() {
    return bytes;
  }

  int code() {
    return code;
  }

  boolean isFraction() {
    return this == FLOAT || this == DOUBLE;
  }

  /** The number that stands for white where nothing else is said. */
  double white() {
    return isFraction() ? 1 : BRIGHTEST;
  }
}
