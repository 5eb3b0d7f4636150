package io.ringfence.gateway.http;

import io.ringfence.gateway.auth.Role;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One way in: method, path, who may use it, and what answers.
 *
 * @param path segments; one may be {@code {id}}
 * @param roles empty = anyone, without a credential
 * @param query the query parameters that it knows; any other is refused, because a misspelt filter of a mass cancel
 *     would cancel everything
 * @param counted whether it takes from the bucket of its key; what takes risk away does not
 * @param lasting whether the answer ends only with its client
 */
record Route(
        String method,
        String path,
        List<String> segments,
        Set<Role> roles,
        Set<String> query,
        Endpoint endpoint,
        boolean counted,
        boolean lasting) {
    static final String ID = "{id}";

    static Route of(String method, String path, Set<Role> roles, Endpoint endpoint, String... query) {
        return new Route(method, path, split(path), Set.copyOf(roles), Set.of(query), endpoint, true, false);
    }

    /** The same, open to a key that has asked too much. */
    Route uncounted() {
        return new Route(method, path, segments, roles, query, endpoint, false, lasting);
    }

    /** The same, answered for as long as its client reads; it has a bound of its own. */
    Route asLasting() {
        return new Route(method, path, segments, roles, query, endpoint, counted, true);
    }

    /** Whether its answer may be large and is over at some time. */
    boolean isRead() {
        return method.equals("GET") && !roles.isEmpty() && !lasting;
    }

    static Set<Role> roles(Role first, Role... more) {
        return EnumSet.of(first, more);
    }

    boolean takesBody() {
        return method.equals("POST") || method.equals("PATCH") || method.equals("PUT");
    }

    static List<String> split(String path) {
        return Arrays.asList(path.split("/", -1));
    }

    boolean matches(List<String> requested) {
        if (requested.size() != segments.size()) {
            return false;
        }
        for (int i = 0; i < segments.size(); i++) {
            String segment = segments.get(i);
            boolean same = segment.equals(ID) ? !requested.get(i).isEmpty() : segment.equals(requested.get(i));
            if (!same) {
                return false;
            }
        }
        return true;
    }

    /** What stands in the place of {@code {id}}; empty when the path has none. */
    String id(List<String> requested) {
        int at = segments.indexOf(ID);
        return at < 0 ? "" : requested.get(at);
    }
}
