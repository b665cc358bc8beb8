package dev.ensayo.backend.compiled.node;

/** How a recurrent layer goes over the steps of a window. */
public enum Walk {
  /** From the first step to the last, from the state that is carried, which it leaves there. */
  CARRIED,
  /** From the first step to the last, from zeros. */
  FORWARD,
  /** From each sequence's last step to its first, from zeros: its steps come reversed. */
  BACKWARD
}
