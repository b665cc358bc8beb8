/** Networks that start from what another has learned. */
package dev.ensayo.supervised.transfer;
