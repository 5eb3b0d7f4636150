package io.ringfence.ops.run;

import io.ringfence.gateway.GatewayConfig;
import io.ringfence.gateway.auth.AddressList;
import io.ringfence.gateway.tls.ServerTls;
import io.ringfence.gateway.tls.TlsException;
import io.ringfence.gateway.tls.TlsFiles;
import io.ringfence.ops.Failure;
import io.ringfence.ops.config.Configuration;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The HTTP ports as the configuration has them. */
public final class HttpSettings {
    private final Configuration configuration;

    private HttpSettings(Configuration configuration) {
        this.configuration = configuration;
    }

    static GatewayConfig of(Configuration configuration) {
        return new HttpSettings(configuration).read();
    }

    private GatewayConfig read() {
        return GatewayConfig.defaults(configuration.require("mode"))
                .withAddresses(address("host", "port"), address("ops_host", "ops_port"))
                .withPolicy(new GatewayConfig.Policy(
                        configuration.require("gateway", "limits", "loosening").equals("allowed"),
                        configuration.require("gateway", "approvals").equals("two"),
                        (int) configuration.number("gateway", "http", "requests_per_s")))
                .withDoors(new GatewayConfig.Doors(tls(configuration), allowed("allow"), allowed("ops_allow")));
    }

    private GatewayConfig.Address address(String host, String port) {
        return new GatewayConfig.Address(
                configuration.require("gateway", "http", host), (int) configuration.number("gateway", "http", port));
    }

    private AddressList allowed(String key) {
        return AddressList.of(configuration.list("gateway", "http", key));
    }

    /**
     * Reads the certificate; null when none is configured.
     *
     * @throws Failure with one sentence when it can not be used
     */
    public static @Nullable ServerTls tls(Configuration configuration) {
        Path certificate = file(configuration, "certificate");
        if (certificate == null) {
            return null;
        }
        try {
            return ServerTls.open(new TlsFiles(
                    certificate,
                    file(configuration, "key"),
                    file(configuration, "password_file"),
                    file(configuration, "client_ca")));
        } catch (TlsException e) {
            throw new Failure(Failure.USAGE, configuration.name() + ": gateway.http.tls: " + e.getMessage(), e);
        }
    }

    private static @Nullable Path file(Configuration configuration, String key) {
        String text = configuration.text("gateway", "http", "tls", key);
        return text == null ? null : Path.of(text);
    }
}
