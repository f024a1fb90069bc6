package dev.courtside.kit.testing;

import dev.courtside.kit.config.CourtsideConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** A configuration as a service would read it, from the given keys and the defaults of {@link CourtsideConfig} alone. */
public final class TestingConfig {
    private TestingConfig() {}

    public static CourtsideConfig of(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withMapping(CourtsideConfig.class)
                .withDefaultValue("courtside.service", "region")
                .withDefaultValue("courtside.addresses.allowed", "127.0.0.0/8")
                .withDefaultValues(values)
                .build()
                .getConfigMapping(CourtsideConfig.class);
    }
}
