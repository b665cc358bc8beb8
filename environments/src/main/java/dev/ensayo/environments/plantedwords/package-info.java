/** A made-up language whose words have known relations. */
package dev.ensayo.environments.plantedwords;
