package io.ringfence.ops.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.engine.command.CommandWriter;
import io.ringfence.engine.record.RecordFrame;
import io.ringfence.engine.schema.MessageHeaderDecoder;
import io.ringfence.engine.schema.QuoteDecoder;
import io.ringfence.engine.schema.SymbolStatusDecoder;
import io.ringfence.engine.schema.TradeDecoder;
import io.ringfence.ops.SharedData;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A real trading morning: what the feed says must be what the exchange's own figures say. */
class L3CsvFeedTest {
    private final CommandWriter writer = new CommandWriter();
    private final QuoteDecoder quote = new QuoteDecoder();
    private final TradeDecoder trade = new TradeDecoder();
    private final SymbolStatusDecoder status = new SymbolStatusDecoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    @Test
    void rebuildsTheExchangesBookAndTrades() throws Exception {
        Path file = SharedData.folder("l3_sse_600519").resolve("sse600519_20230207_am_l3.csv.gz");
        long trades = 0;
        long volume = 0;
        long notionalE3 = 0;
        long bid = 0;
        long ask = 0;
        List<Integer> statuses = new ArrayList<>();
        try (MarketFeed feed = new L3CsvFeed(file, 0)) {
            while (feed.next()) {
                feed.encode(writer);
                switch (RecordFrame.templateId(writer.buffer(), 0)) {
                    case QuoteDecoder.TEMPLATE_ID -> {
                        quote.wrapAndApplyHeader(writer.buffer(), 0, header);
                        bid = quote.bidE8();
                        ask = quote.askE8();
                        assertThat(bid).isLessThan(ask == Long.MIN_VALUE ? Long.MAX_VALUE : ask);
                    }
                    case TradeDecoder.TEMPLATE_ID -> {
                        trade.wrapAndApplyHeader(writer.buffer(), 0, header);
                        trades++;
                        long quantity = trade.quantityE8() / 100_000_000;
                        volume += quantity;
                        notionalE3 += trade.priceE8() / 100_000 * quantity;
                    }
                    default ->
                        statuses.add((int) status.wrapAndApplyHeader(writer.buffer(), 0, header)
                                .status());
                }
            }
        }

        assertThat(trades).isEqualTo(11_537);
        assertThat(volume).isEqualTo(1_512_568);
        assertThat(notionalE3).isEqualTo(2_720_334_494_670L);
        assertThat(bid).isEqualTo(180_102_000_000L);
        assertThat(ask).isEqualTo(180_112_000_000L);
        // One call auction: it crosses the book, its trades uncross it.
        assertThat(statuses).containsExactly(3, 0);
    }
}
