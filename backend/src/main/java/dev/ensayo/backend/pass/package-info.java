/** One forward and one backward pass of a small network in numbers, in double precision. */
package dev.ensayo.backend.pass;
