package io.ringfence.ops.config;

import io.ringfence.ops.json.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every key that the configuration knows, in the order in which people read about them. */
final class ConfigKeys {
    static final Set<String> GATE_SCOPES = Set.of("default", "accounts", "groups", "strategies", "global");
    /** Trading rules that gate-vectors.json keeps beside the limits of a symbol. */
    static final Set<String> SYMBOL_RULES =
            Set.of("tick", "lot", "min_qty", "min_notional", "venue_max_qty", "collar_bps");

    static final List<ConfigKey> ALL = all();

    private ConfigKeys() {}

    /** The key that this name belongs to, or null. */
    static @Nullable ConfigKey find(List<String> segments) {
        for (ConfigKey key : ALL) {
            if (key.matches(segments)) {
                return key;
            }
        }
        return null;
    }

    private static List<ConfigKey> all() {
        List<ConfigKey> keys = new ArrayList<>();
        keys.add(ConfigKey.of(
                "environment",
                KeyType.choice("development", "production"),
                "development",
                "production refuses the sandbox, plain HTTP beyond loopback and accounts that lack a limit"));
        keys.add(ConfigKey.of("mode", KeyType.choice("paper", "match", "live"), "paper", "where orders are executed"));
        engine(keys);
        venue(keys);
        entities(keys);
        keys.addAll(LimitKeys.all());
        edges(keys);
        return List.copyOf(keys);
    }

    private static void engine(List<ConfigKey> keys) {
        keys.add(ConfigKey.of(
                "engine.profile",
                KeyType.choice("shared", "dedicated"),
                "shared",
                "shared parks idle threads, dedicated spins on cores of its own"));
        keys.add(ConfigKey.of(
                "engine.ring_size", KeyType.integer(64, 8192), "4096", "slots of the ring, a power of two"));
        keys.add(ConfigKey.of(
                "engine.expected_orders",
                KeyType.integer(16, 16_777_216),
                "65536",
                "open orders for which room is made at the start"));
        keys.add(ConfigKey.of(
                "engine.day_offset_ns",
                KeyType.integer(0, 86_399_999_999_999L),
                "0",
                "start of the trading day after midnight UTC"));
        keys.add(ConfigKey.of(
                "engine.rho_sample_ns",
                KeyType.integer(1_000_000_000L, Long.MAX_VALUE),
                "60000000000",
                "grid of the correlation samples"));
        keys.add(ConfigKey.of("engine.rho_shift", KeyType.integer(1, 30), "6", "EWMA: lambda = 1 - 2^-k"));
        keys.add(count("engine.logic_version", "0", "rules to follow from now on; 0 = the newest this build knows"));
        keys.add(count("engine.state_hash_every", "10000", "a state hash in every n-th record; 0 = only at stop"));
        keys.add(count(
                "engine.client_order_id_retention_ns", "172800000000000", "how long a client order id stays taken"));
        keys.add(count("engine.max_client_order_ids", "16777216", "more at once refuse new orders with 901"));
        keys.add(count("engine.feeds_dead_ns", "5000000000", "silence of all feeds that trips, where it is set to"));
        keys.add(ConfigKey.of(
                "engine.collar_two_sided", KeyType.FLAG, "false", "also refuse prices far on the harmless side"));
        keys.add(count("engine.collar_window_ns", "0", "prices are also held against the mark this long ago; 0 = off"));
        keys.add(ConfigKey.of("engine.cancel_slice", KeyType.integer(1, 1024), "256", "orders cancelled by one slice"));
        keys.add(ConfigKey.of(
                "journal.durability",
                KeyType.choice("process", "power"),
                "process",
                "what an acknowledged command survives: the death of the process, or a power cut too"));
        keys.add(ConfigKey.of(
                "journal.block_size",
                KeyType.integer(1 << 20, 1 << 30),
                "67108864",
                "bytes mapped at a time, a power of two"));
        keys.add(count(
                "journal.disk.window_bytes",
                "0",
                "disk space taken ahead of the journal; 0 = 1 GiB in production, 64 MiB in development"));
        keys.add(count("journal.disk.reserve_bytes", "268435456", "free bytes below which orders are refused (902)"));
        signing(keys);
        snapshots(keys);
    }

    private static void signing(List<ConfigKey> keys) {
        keys.add(ConfigKey.of(
                "journal.signing_key",
                KeyType.FILE,
                null,
                "PEM file of the key that signs checkpoints; absent = keys/journal-signing.pem in the data folder, made"
                        + " at the first start"));
        keys.add(ConfigKey.of(
                "journal.segment_commands",
                KeyType.integer(1, 1 << 20),
                "65536",
                "a checkpoint is signed at the latest after so many commands"));
        keys.add(ConfigKey.of(
                "journal.seal_every_ms",
                KeyType.integer(10, 3_600_000),
                "10000",
                "and at the latest so long after the first of them"));
    }

    private static void snapshots(List<ConfigKey> keys) {
        keys.add(ConfigKey.of(
                "journal.snapshots.keep", KeyType.integer(1, 1000), "3", "snapshots kept, the newest of all"));
        keys.add(ConfigKey.of(
                "journal.snapshots.every_commands",
                KeyType.integer(1, Long.MAX_VALUE),
                "1000000",
                "a snapshot after so many commands; a restart replays at most about as many"));
        keys.add(ConfigKey.of(
                "journal.snapshots.every_seconds",
                KeyType.integer(1, 31_536_000),
                "600",
                "a snapshot after so much time, if there were commands"));
        keys.add(count(
                "journal.snapshots.reread_bytes",
                "1073741824",
                "records in front of the snapshot that a start checks first; more are checked while it runs"));
        keys.add(ConfigKey.of(
                "journal.on_alarm",
                KeyType.choice("halt", "report"),
                "halt",
                "what a record that does not replay, or damage found while running, leads to"));
    }

    private static void venue(List<ConfigKey> keys) {
        keys.add(ConfigKey.of(
                "venue.maker_fee_ppm",
                KeyType.integer(-1_000_000, 1_000_000),
                "0",
                "fee of the resting side; below 0 = rebate"));
        keys.add(ConfigKey.of(
                "venue.taker_fee_ppm", KeyType.integer(-1_000_000, 1_000_000), "0", "fee of the incoming side"));
        keys.add(ConfigKey.of(
                "venue.stop_trigger", KeyType.choice("last", "touch", "mark"), "last", "what fires a stop"));
        keys.add(ConfigKey.of(
                "venue.paper.queue_ahead",
                KeyType.integer(0, 1_000_000),
                "0",
                "share of the displayed size (ppm) that trades before a resting order"));
    }

    private static void entities(List<ConfigKey> keys) {
        keys.add(ConfigKey.of(
                "instruments.{symbol}.kind", KeyType.words(Words.INSTRUMENT_KIND), "tradable", "tradable, or a rate"));
        keys.add(ConfigKey.of("instruments.{symbol}.tick", KeyType.NOT_NEGATIVE, "0", "price step; 0 = any"));
        keys.add(ConfigKey.of("instruments.{symbol}.lot", KeyType.POSITIVE, null, "quantity step"));
        keys.add(ConfigKey.of("instruments.{symbol}.min_qty", KeyType.NOT_NEGATIVE, "0", "smallest order"));
        keys.add(ConfigKey.of(
                "instruments.{symbol}.venue_max_qty", KeyType.OPTIONAL_POSITIVE, KeyType.NONE, "largest order"));
        keys.add(
                ConfigKey.of("instruments.{symbol}.min_notional", KeyType.NOT_NEGATIVE, "0", "smallest order's value"));
        keys.add(ConfigKey.of(
                "instruments.{symbol}.collar_bps", KeyType.integer(0, 1_000_000), "0", "price collar; 0 = off"));
        keys.add(ConfigKey.of("instruments.{symbol}.quote_currency", KeyType.CURRENCY, "USD", "currency of prices"));
        keys.add(ConfigKey.of(
                "instruments.{symbol}.opening_reference",
                KeyType.OPTIONAL_POSITIVE,
                KeyType.NONE,
                "mark and reference before the first quote"));
        keys.add(ConfigKey.of("accounts.{account}.currency", KeyType.CURRENCY, "USD", "currency of the account"));
        keys.add(ConfigKey.of("accounts.{account}.cash", KeyType.NOT_NEGATIVE, "0", "first deposit"));
        keys.add(ConfigKey.of(
                "accounts.{account}.smp_mode",
                KeyType.words(Words.SMP_MODE),
                "cancel_newest",
                "self-match prevention"));
        keys.add(ConfigKey.of("accounts.{account}.short_allowed", KeyType.FLAG, "true", "may sell short"));
        keys.add(
                ConfigKey.of("accounts.{account}.max_open_orders", KeyType.integer(0, 1_000_000), "0", "0 = no limit"));
        keys.add(ConfigKey.of(
                "accounts.{account}.symbols", KeyType.LIST, null, "the only symbols that it may trade; absent = all"));
        keys.add(ConfigKey.of("accounts.{account}.strategies", KeyType.LIST, null, "names of its strategies"));
    }

    private static void edges(List<ConfigKey> keys) {
        keys.addAll(HttpKeys.all());
        keys.add(ConfigKey.of(
                "gateway.limits.loosening",
                KeyType.choice("allowed", "refused"),
                "allowed",
                "whether a request may loosen a limit"));
        keys.add(ConfigKey.of(
                "gateway.approvals",
                KeyType.choice("one", "two"),
                "one",
                "how many persons it takes to resume trading and to loosen a limit by a request"));
        keys.addAll(FixKeys.all());
        keys.add(ConfigKey.of(
                "logging.level",
                KeyType.choice("error", "warn", "info", "debug"),
                "info",
                "least level logged to the file under the data folder; the terminal shows warnings and errors"));
    }

    private static ConfigKey count(String pattern, String fallback, String help) {
        return ConfigKey.of(pattern, KeyType.COUNT, fallback, help);
    }
}
