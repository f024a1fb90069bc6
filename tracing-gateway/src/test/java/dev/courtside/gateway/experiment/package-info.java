@NullMarked
package dev.courtside.gateway.experiment;

import org.jspecify.annotations.NullMarked;
