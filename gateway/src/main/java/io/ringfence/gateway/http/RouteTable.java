package io.ringfence.gateway.http;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The routes of one port. */
final class RouteTable {
    private final List<Route> routes;

    RouteTable(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    /** The routes of this path, whatever their method; empty = 404. */
    List<Route> ofPath(List<String> segments) {
        List<Route> found = new ArrayList<>();
        for (Route route : routes) {
            if (route.matches(segments)) {
                found.add(route);
            }
        }
        return found;
    }

    static @Nullable Route ofMethod(List<Route> candidates, String method) {
        for (Route route : candidates) {
            if (route.method().equals(method)) {
                return route;
            }
        }
        return null;
    }
}
