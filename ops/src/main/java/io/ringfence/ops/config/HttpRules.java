package io.ringfence.ops.config;

import io.ringfence.gateway.auth.AddressList;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** What no single value of {@code gateway.http} shows. */
final class HttpRules {
    private static final String CERTIFICATE = "gateway.http.tls.certificate";

    private final Configuration configuration;
    private final ConfigProblems problems;

    private HttpRules(Configuration configuration, ConfigProblems problems) {
        this.configuration = configuration;
        this.problems = problems;
    }

    static void check(Configuration configuration, ConfigProblems problems) {
        HttpRules rules = new HttpRules(configuration, problems);
        rules.ports();
        rules.addresses("allow");
        rules.addresses("ops_allow");
        rules.tls();
        if (configuration.require("environment").equals("production")) {
            rules.production();
        }
    }

    private void ports() {
        if (configuration.number("gateway", "http", "port") > 0
                && configuration.number("gateway", "http", "port")
                        == configuration.number("gateway", "http", "ops_port")) {
            problems.add(configuration.where("gateway", "http", "ops_port")
                    + ": gateway.http.port and gateway.http.ops_port are both "
                    + configuration.text("gateway", "http", "port") + "; give them different ports");
        }
    }

    private void addresses(String key) {
        try {
            AddressList.of(configuration.list("gateway", "http", key));
        } catch (IllegalArgumentException e) {
            problems.add(configuration.where("gateway", "http", key) + ": gateway.http." + key + ": " + e.getMessage());
        }
    }

    private void tls() {
        if (isTls()) {
            return;
        }
        for (String key : List.of("key", "password_file", "client_ca")) {
            if (configuration.text("gateway", "http", "tls", key) != null) {
                problems.add(configuration.where("gateway", "http", "tls", key) + ": gateway.http.tls." + key
                        + " is of no use without " + CERTIFICATE);
            }
        }
    }

    private boolean isTls() {
        return configuration.text("gateway", "http", "tls", "certificate") != null;
    }

    private void production() {
        for (String key : List.of("host", "ops_host")) {
            String host = configuration.require("gateway", "http", key);
            if (!isTls() && !isLoopback(host)) {
                problems.add(configuration.where("gateway", "http", key) + ": gateway.http." + key + " is " + host
                        + ", beyond loopback, and would be plain HTTP; in production set " + CERTIFICATE
                        + ", or put a TLS proxy before a loopback address");
            }
        }
    }

    static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
