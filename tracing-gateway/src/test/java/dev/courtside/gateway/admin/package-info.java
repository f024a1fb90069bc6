@NullMarked
package dev.courtside.gateway.admin;

import org.jspecify.annotations.NullMarked;
