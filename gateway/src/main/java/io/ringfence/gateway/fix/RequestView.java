package io.ringfence.gateway.fix;

import io.ringfence.engine.schema.CancelOrderDecoder;
import io.ringfence.engine.schema.ReplaceOrderDecoder;
import io.ringfence.gateway.record.CommitRecord;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;

/** What of a command its reports repeat. */
final class RequestView {
    private static final int ID_LENGTH = CancelOrderDecoder.clientOrderIdLength();

    private final CancelOrderDecoder cancel = new CancelOrderDecoder();
    private final ReplaceOrderDecoder replace = new ReplaceOrderDecoder();

    int template;
    int sessionId;
    long seqNum;
    int accountId;
    long orderId;
    String clOrdId = "";
    String origClOrdId = "";

    /** Reads the command at the record's cursor. */
    void read(CommitRecord record, int fromSession, long fromSeqNum) {
        template = record.templateId();
        sessionId = fromSession;
        seqNum = fromSeqNum;
        accountId = -1;
        orderId = 0;
        clOrdId = "";
        origClOrdId = "";
        DirectBuffer buffer = record.buffer();
        int at = record.bodyOffset();
        if (template == CancelOrderDecoder.TEMPLATE_ID) {
            cancel.wrap(buffer, at, record.blockLength(), record.version());
            accountId = cancel.accountId();
            orderId = cancel.orderId();
            clOrdId = text(buffer, at + CancelOrderDecoder.clientOrderIdEncodingOffset());
            origClOrdId = text(buffer, at + CancelOrderDecoder.origClientOrderIdEncodingOffset());
        } else if (template == ReplaceOrderDecoder.TEMPLATE_ID) {
            replace.wrap(buffer, at, record.blockLength(), record.version());
            accountId = replace.accountId();
            orderId = replace.orderId();
            clOrdId = text(buffer, at + ReplaceOrderDecoder.clientOrderIdEncodingOffset());
            origClOrdId = text(buffer, at + ReplaceOrderDecoder.origClientOrderIdEncodingOffset());
        }
    }

    static String text(DirectBuffer buffer, int offset) {
        int length = 0;
        while (length < ID_LENGTH && buffer.getByte(offset + length) != 0) {
            length++;
        }
        byte[] ascii = new byte[length];
        buffer.getBytes(offset, ascii);
        return new String(ascii, StandardCharsets.US_ASCII);
    }
}
