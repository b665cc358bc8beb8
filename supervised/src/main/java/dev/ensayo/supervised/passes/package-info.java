/** What a small network computes, in numbers: passes in tables, and planes. */
package dev.ensayo.supervised.passes;
