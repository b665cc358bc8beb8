/** Tables: columns of numbers and categories with an answer. */
package dev.ensayo.environments.table;
