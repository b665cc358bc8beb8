/** Named, seeded, restorable random streams. */
package dev.ensayo.core.random;
