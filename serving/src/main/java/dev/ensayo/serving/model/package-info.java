/** Models of finished runs with named inputs and outputs. */
package dev.ensayo.serving.model;
