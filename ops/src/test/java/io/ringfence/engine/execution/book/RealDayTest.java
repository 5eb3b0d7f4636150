package io.ringfence.engine.execution.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.ops.SharedData;
import io.ringfence.ops.feed.ExchangeSnapshot;
import io.ringfence.ops.feed.InputException;
import io.ringfence.ops.feed.L3Event;
import io.ringfence.ops.feed.L3Reader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A morning of a real exchange, order by order: Shanghai, 600519, 2023-02-07. The matcher is given the orders and must
 * come to the exchange's own trades (resting order, price, quantity) and the exchange's own books.
 */
class RealDayTest {
    private static final String DIRECTORY = "l3_sse_600519";
    private static final String DAY = "sse600519_20230207_am_";

    @Test
    void makesTheExchangesTradesAndBooksOutOfItsOrders() throws IOException, InputException {
        RealDayReplay replay = new RealDayReplay(
                ExchangeSnapshot.readAll(SharedData.folder(DIRECTORY).resolve(DAY + "exchange_snapshots.csv.gz")));
        for (L3Event event : readAll()) {
            replay.on(event);
        }
        replay.finish();

        assertThat(replay.auctionTrades()).isEqualTo(334);
        assertThat(replay.ordersOpenAfterAuction()).isEqualTo(1_041);
        assertThat(replay.aggressors()).isEqualTo(8_157);
        assertThat(replay.aggressorsThatRested()).isEqualTo(462);
        assertThat(replay.passiveOrders()).isEqualTo(19_058);
        assertThat(replay.cancels()).isEqualTo(8_712);
        assertThat(replay.continuousTrades()).isEqualTo(11_203);
        assertThat(replay.snapshotsMatched()).isEqualTo(2_413);
        assertThat(replay.ordersLeft()).isEqualTo(3_491);
        assertThat(replay.bidLevels()).isEqualTo(ExchangeSnapshot.readLevels(finalBook(), "B"));
        assertThat(replay.askLevels()).isEqualTo(ExchangeSnapshot.readLevels(finalBook(), "A"));
        assertThat(replay.bidLevels()).hasSize(412);
        assertThat(replay.askLevels()).hasSize(545);
    }

    private static Path finalBook() {
        return SharedData.folder(DIRECTORY).resolve(DAY + "final_book_ref.csv");
    }

    private static List<L3Event> readAll() throws IOException, InputException {
        List<L3Event> events = new ArrayList<>();
        try (L3Reader reader = new L3Reader(SharedData.folder(DIRECTORY).resolve(DAY + "l3.csv.gz"))) {
            for (L3Event event = reader.next(); event != null; event = reader.next()) {
                events.add(event);
            }
        }
        return events;
    }
}
