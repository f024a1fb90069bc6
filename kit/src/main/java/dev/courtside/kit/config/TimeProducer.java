package dev.courtside.kit.config;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The wall clock as a bean, so that tests can put another in its place. */
public class TimeProducer {

    @Produces
    @Singleton
    @io.quarkus.arc.DefaultBean
    InstantSource wallClock() {
        return InstantSource.system();
    }
}
