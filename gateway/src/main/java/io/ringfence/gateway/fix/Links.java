package io.ringfence.gateway.fix;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import quickfix.Message;

/** The configured sessions as reports find them: by the id that the journal gave them. */
final class Links implements Outbox {
    private final Map<String, Link> byName = new LinkedHashMap<>();
    private final Map<Integer, Link> byId = new HashMap<>();

    void add(Link link) {
        byName.put(link.config().name(), link);
    }

    Iterable<Link> all() {
        return byName.values();
    }

    @Nullable
    Link find(String name) {
        return byName.get(name);
    }

    /** A session that the configuration does not have any longer gets no reports; back, it gets them all. */
    @Override
    public void defined(int sessionId, String name) {
        Link link = byName.get(name);
        if (link != null) {
            byId.put(sessionId, link);
        }
    }

    private @Nullable Link entering(int sessionId) {
        Link link = byId.get(sessionId);
        return link == null || link.config().dropCopy() ? null : link;
    }

    private static boolean watches(Link link, String account) {
        return link.config().dropCopy() && link.config().accounts().contains(account);
    }

    @Override
    public boolean hears(int sessionId, ReportId id) {
        Link link = entering(sessionId);
        return link != null && link.awaits(id);
    }

    @Override
    public boolean isWatched(String account, ReportId id) {
        for (Link link : byId.values()) {
            if (watches(link, account) && link.awaits(id)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void toSession(int sessionId, ReportId id, Message message) {
        Link link = entering(sessionId);
        if (link != null) {
            link.send(id, message);
        }
    }

    @Override
    public void toWatchers(String account, ReportId id, Message message) {
        for (Link link : byId.values()) {
            if (watches(link, account)) {
                link.send(id, message);
            }
        }
    }

    @Override
    public boolean maySee(int sessionId, String account) {
        Link link = byId.get(sessionId);
        return link != null && link.config().accounts().contains(account);
    }

    @Override
    public @Nullable ReportId lastReport(String sessionName) {
        Link link = byName.get(sessionName);
        ReportStore store = link == null ? null : link.store();
        return store == null ? null : store.lastReport();
    }

    @Override
    public boolean isSound() {
        for (Link link : byName.values()) {
            ReportStore store = link.store();
            if (store == null || store.failure() != null) {
                return false;
            }
        }
        return true;
    }
}
