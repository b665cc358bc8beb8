/** {@code naive}: forecasts that say again what was. */
package dev.ensayo.sequence.naive;
