package io.ringfence.engine.state;

import org.jspecify.annotations.Nullable;

/** A setting of the engine that decides results, journaled before the first order; its number is permanent. */
public enum EngineSetting {
    /** 0 paper, 1 match. */
    VENUE(1, "venue.kind", 0),
    /** Start of the trading day after midnight UTC. */
    DAY_OFFSET_NS(2, "engine.day_offset_ns", 0),
    /** Grid of the correlation samples in journal time. */
    RHO_SAMPLE_NS(3, "engine.rho_sample_ns", 60_000_000_000L),
    /** EWMA shift k: lambda = 1 - 2^-k. */
    RHO_SHIFT(4, "engine.rho_shift", 6),
    /** A state hash in every n-th record; 0 = only at stop. */
    STATE_HASH_EVERY(5, "engine.state_hash_every", 10_000),
    /** How long a client order id stays taken, in journal time. */
    CLIENT_ORDER_ID_RETENTION_NS(6, "engine.client_order_id_retention_ns", 2 * 86_400_000_000_000L),
    /** More ids than this at once refuse new orders with 901. */
    MAX_CLIENT_ORDER_IDS(7, "engine.max_client_order_ids", 16_777_216),
    /** Paper and match: fee of the resting side, hundredths of a basis point (ppm); negative = rebate. */
    MAKER_FEE_PPM(8, "venue.maker_fee_ppm", 0),
    TAKER_FEE_PPM(9, "venue.taker_fee_ppm", 0),
    /** Displayed size that must trade at the price before a resting paper order fills there; 0 = at once. */
    PAPER_QUEUE_AHEAD(10, "venue.paper.queue_ahead", 0),
    /** 0 last trade, 1 touch, 2 mark. */
    STOP_TRIGGER(11, "venue.stop_trigger", 0),
    /** Journal time after the last quote of any symbol until the feeds count as dead. */
    FEEDS_DEAD_NS(12, "engine.feeds_dead_ns", 5_000_000_000L),
    /** Two-sided collar: also refuse prices far on the harmless side. */
    COLLAR_TWO_SIDED(13, "engine.collar_two_sided", 0),
    /** Orders cancelled by one slice of a mass cancel. */
    CANCEL_SLICE(14, "engine.cancel_slice", 256),
    /** Moving collar: prices are also held against the mark this long ago; 0 = off. */
    COLLAR_WINDOW_NS(15, "engine.collar_window_ns", 0);

    private static final EngineSetting[] BY_ID = new EngineSetting[32];

    static {
        for (EngineSetting setting : values()) {
            BY_ID[setting.id] = setting;
        }
    }

    public final int id;
    public final String configName;
    public final long defaultValue;

    EngineSetting(int id, String configName, long defaultValue) {
        this.id = id;
        this.configName = configName;
        this.defaultValue = defaultValue;
    }

    public static @Nullable EngineSetting byId(int id) {
        return id >= 0 && id < BY_ID.length ? BY_ID[id] : null;
    }
}
