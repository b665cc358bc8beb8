/** {@code autoregression}: linear regression on the last values, by least squares. */
package dev.ensayo.sequence.autoregression;
