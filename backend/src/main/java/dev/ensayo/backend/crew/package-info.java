/** Threads that share out the work of one computation. */
package dev.ensayo.backend.crew;
