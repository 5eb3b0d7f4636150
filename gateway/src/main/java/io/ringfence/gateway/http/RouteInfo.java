package io.ringfence.gateway.http;

import io.ringfence.gateway.auth.Role;
import java.util.Set;

/**
 * A route, for whoever checks documentation or rights against it.
 *
 * @param port {@code trading} or {@code operations}
 * @param roles empty = anyone, without a credential
 * @param query the query parameters that it knows
 */
public record RouteInfo(String port, String method, String path, Set<Role> roles, Set<String> query) {
    static RouteInfo of(String port, Route route) {
        return new RouteInfo(port, route.method(), route.path(), route.roles(), route.query());
    }
}
