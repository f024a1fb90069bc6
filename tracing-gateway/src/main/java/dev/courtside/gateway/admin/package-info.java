/** What the administration of routes, prices and tokens has in common. */
@NullMarked
package dev.courtside.gateway.admin;

import org.jspecify.annotations.NullMarked;
