/** Training on many workers, simulated in virtual time. */
package dev.ensayo.supervised.distributed;
