package io.ringfence.gateway.fix;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FixLogTest {
    @Test
    void masksWhatALogonProvesItselfWith() {
        assertThat(FixLog.masked(
                        "Rejecting: 35=A\u0001553=trader.A1\u0001554=rf_secret\u000196=c2ln\u000158=x\u000110=1"))
                .isEqualTo("Rejecting: 35=A\u0001553=trader.A1\u0001554=***\u000196=***\u000158=x\u000110=1");
    }
}
