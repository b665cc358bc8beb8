/**
 * The compiled engine in double: all but these tests and what is written here by hand is made from
 * the engine's own sources when the tests are built (see the POM), so that finite differences check
 * the very lines that ship.
 */
package dev.ensayo.backend.doubled.compiled;
