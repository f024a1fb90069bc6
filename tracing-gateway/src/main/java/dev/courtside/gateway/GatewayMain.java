package dev.courtside.gateway;

import dev.courtside.kit.migrate.ServiceMain;
import io.quarkus.runtime.annotations.QuarkusMain;

/** The gateway's process: serves, or migrates its schema with the argument {@code migrate}. */
@QuarkusMain
@SuppressWarnings("PrivateConstructorForUtilityClass") // the container instantiates it
public class GatewayMain {
    public static void main(String... args) {
        ServiceMain.run("gateway", args);
    }
}
