/** The data path itself: takes requests, forwards them with failover and passes the answer back as it arrives. */
@NullMarked
package dev.courtside.gateway.proxy;

import org.jspecify.annotations.NullMarked;
