package io.ringfence.gateway.fix;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.gateway.FixServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import quickfix.Message;

/** The rows of the FIX 4.4 order state matrices, each as the list of what a counterparty sees. */
class OrderMatrixTest {
    private static final int[] STATE = {11, 41, 150, 39, 38, 14, 151};
    private static final int[] REFUSAL = {11, 41, 39, 434, 102};

    @TempDir
    private static Path folder;

    private static FixServer server;
    private static Counterparty desk;
    private static int tests;

    private String account;

    @BeforeAll
    static void logOn() {
        String[] accounts = IntStream.range(0, FixServer.MORE_ACCOUNTS)
                .mapToObj(i -> "T" + i)
                .toArray(String[]::new);
        server = new FixServer(
                folder.resolve("server"),
                FixServer.session(
                        "RINGFENCE",
                        "DESK",
                        FixConfig.Auth.KEY,
                        false,
                        false,
                        false,
                        FixConfig.OnDisconnect.NONE,
                        accounts));
        desk = new Counterparty(
                        folder.resolve("desk"),
                        folder.resolve("server").resolve(FixDictionary.FILE_NAME),
                        "DESK",
                        "RINGFENCE",
                        "trader",
                        FixServer.TOKEN_ALL)
                .logOn(server.address());
    }

    /** Each test has an account of its own, and the market as it was at the beginning. */
    @BeforeEach
    void takeAccount() {
        account = "T" + tests++;
        desk.account(account);
        server.quotes();
        // behind this answer nothing of an earlier test can come any more
        desk.send("35=H 11=begin-" + account + " 55=BTC-USD 54=1 790=begin-" + account);
        Message answer = desk.next();
        while (!Counterparty.field(answer, 790).equals("begin-" + account)) {
            answer = desk.next();
        }
    }

    @AfterAll
    static void stop() {
        desk.close();
        server.close();
    }

    private List<String> see(int count, int... tags) {
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            seen.add(desk.next(tags));
        }
        return seen;
    }

    @Test
    void filledOrder() {
        desk.order("a", "38=1 44=60005");
        assertThat(see(2, STATE))
                .containsExactly("8 11=a 150=0 39=0 38=1 14=0 151=1", "8 11=a 150=F 39=2 38=1 14=1 151=0");
    }

    @Test
    void fillTellsItsPriceAndTheExecutionIdOfTheOtherApi() {
        desk.order("a", "38=1 44=60005");
        desk.next();
        String fill = desk.next(32, 31, 6, 527, 20011);
        assertThat(fill).matches("8 32=1 31=60005 6=60005 527=\\d+-0 20011=paper");
    }

    @Test
    void restingOrderThatIsCanceled() {
        desk.order("a", "38=0.1 44=59000");
        desk.send("35=F 11=b 41=a 55=BTC-USD 54=1");
        assertThat(see(2, STATE))
                .containsExactly("8 11=a 150=0 39=0 38=0.1 14=0 151=0.1", "8 11=b 41=a 150=4 39=4 38=0.1 14=0 151=0");
    }

    @Test
    void partlyFilledOrderThatIsCanceledKeepsWhatItHas() {
        server.command(writer -> writer.quote(0, e8(59995), e8(100), e8(60005), 40_000_000, e8(60000)));
        desk.order("a", "38=1 44=60005");
        desk.send("35=F 11=b 41=a 55=BTC-USD 54=1");
        assertThat(see(3, STATE))
                .containsExactly(
                        "8 11=a 150=0 39=0 38=1 14=0 151=1",
                        "8 11=a 150=F 39=1 38=1 14=0.4 151=0.6",
                        "8 11=b 41=a 150=4 39=4 38=1 14=0.4 151=0");
    }

    private static long e8(long whole) {
        return whole * 100_000_000L;
    }

    @Test
    void cancelThatComesTooLate() {
        desk.order("a", "38=1 44=60005");
        desk.send("35=F 11=b 41=a 55=BTC-USD 54=1");
        see(2, STATE);
        assertThat(desk.next(REFUSAL)).isEqualTo("9 11=b 41=a 39=2 434=1 102=0");
    }

    @Test
    void cancelOfAnOrderThatNobodyKnows() {
        desk.send("35=F 11=b 41=never 55=BTC-USD 54=1");
        assertThat(desk.next(37, 11, 41, 39, 434, 102, 20004))
                .isEqualTo("9 37=NONE 11=b 41=never 39=8 434=1 102=1 20004=1101");
    }

    @Test
    void replaceOfThePrice() {
        desk.order("a", "38=0.1 44=59000");
        desk.send("35=G 11=b 41=a 55=BTC-USD 54=1 40=2 38=0.1 44=59100");
        desk.next();
        assertThat(desk.next(11, 41, 150, 39, 38, 44, 151)).isEqualTo("8 11=b 41=a 150=5 39=0 38=0.1 44=59100 151=0.1");
    }

    @Test
    void replaceToLessOfAPartlyFilledOrder() {
        server.command(writer -> writer.quote(0, e8(59995), e8(100), e8(60005), 40_000_000, e8(60000)));
        desk.order("a", "38=1 44=60005");
        desk.send("35=G 11=b 41=a 55=BTC-USD 54=1 40=2 38=0.7 44=60005");
        see(2, STATE);
        assertThat(desk.next(STATE)).isEqualTo("8 11=b 41=a 150=5 39=1 38=0.7 14=0.4 151=0.3");
    }

    @Test
    void replaceBelowWhatIsFilledEndsTheOrderFilled() {
        server.command(writer -> writer.quote(0, e8(59995), e8(100), e8(60005), 40_000_000, e8(60000)));
        desk.order("a", "38=1 44=60005");
        desk.send("35=G 11=b 41=a 55=BTC-USD 54=1 40=2 38=0.2 44=60005");
        see(2, STATE);
        assertThat(desk.next(STATE)).isEqualTo("8 11=b 41=a 150=5 39=2 38=0.4 14=0.4 151=0");
    }

    @Test
    void chainOfReplaces() {
        desk.order("a", "38=0.1 44=59000");
        desk.send("35=G 11=b 41=a 55=BTC-USD 54=1 40=2 38=0.1 44=59100");
        desk.send("35=G 11=c 41=b 55=BTC-USD 54=1 40=2 38=0.1 44=59200");
        desk.send("35=F 11=d 41=a 55=BTC-USD 54=1");
        desk.send("35=F 11=e 41=c 55=BTC-USD 54=1");
        see(2, STATE);
        assertThat(desk.next(11, 41, 150, 44)).isEqualTo("8 11=c 41=b 150=5 44=59200");
        assertThat(desk.next(REFUSAL)).isEqualTo("9 11=d 41=a 39=0 434=1 102=1");
        assertThat(desk.next(11, 41, 150, 39)).isEqualTo("8 11=e 41=c 150=4 39=4");
    }

    @Test
    void replaceOfAnEndedOrder() {
        desk.order("a", "38=1 44=60005");
        desk.send("35=G 11=b 41=a 55=BTC-USD 54=1 40=2 38=2 44=60005");
        see(2, STATE);
        assertThat(desk.next(REFUSAL)).isEqualTo("9 11=b 41=a 39=2 434=2 102=0");
    }

    @Test
    void replaceOfWhatCanNotChange() {
        desk.order("a", "38=0.1 44=59000");
        desk.send("35=G 11=b 41=a 55=BTC-USD 54=2 40=2 38=0.1 44=59000");
        desk.next();
        assertThat(desk.next(11, 41, 39, 434, 102, 20004)).isEqualTo("9 11=b 41=a 39=0 434=2 102=2 20004=1106");
    }

    @Test
    void replaceThatTheGatesRefuse() {
        desk.order("a", "38=0.1 44=59000");
        desk.send("35=G 11=b 41=a 55=BTC-USD 54=1 40=2 38=4 44=59000");
        desk.next();
        assertThat(desk.next(11, 41, 39, 434, 102)).isEqualTo("9 11=b 41=a 39=0 434=2 102=2");
    }

    @Test
    void orderThatTheGatesRefuse() {
        desk.order("a", "38=6 44=60000");
        assertThat(desk.next(11, 150, 39, 103, 151, 20004, 20005))
                .isEqualTo("8 11=a 150=8 39=8 103=13 151=0 20004=701 20005=7");
    }

    @Test
    void refusalSaysWhatTheGateSaw() {
        desk.order("a", "38=6 44=60000");
        assertThat(desk.next(58)).matches("8 58=R=701 MAX_ORDER_QTY G=7 OBS=600000000 LIM=500000000 D=d-\\d+");
    }

    @Test
    void orderForASymbolThatNobodyKnowsIsToldWithTheSymbolAsItCame() {
        desk.send("35=D 11=a 55=DOGE-USD 54=1 40=2 59=1 38=1 44=1");
        assertThat(desk.next(11, 55, 150, 39, 103)).isEqualTo("8 11=a 55=DOGE-USD 150=8 39=8 103=1");
    }

    @Test
    void orderForAnAccountOfSomebodyElse() {
        desk.order("a", "38=1 44=60000 1=A2");
        assertThat(desk.next(1, 11, 150, 39, 103, 20004)).isEqualTo("8 1=A2 11=a 150=8 39=8 103=15 20004=1002");
    }

    @Test
    void requestsForAnAccountThatNobodyKnows() {
        desk.order("a", "38=1 44=60000 1=NOPE");
        desk.send("35=D 11=b 55=BTC-USD 54=1 40=2 59=3 38=0.1 44=59000 1=NOPE");
        desk.send("35=G 11=c 41=a 55=BTC-USD 54=1 40=2 38=2 44=60005 1=NOPE");
        desk.send("35=F 11=d 41=a 55=BTC-USD 54=1 1=NOPE");
        assertThat(see(4, 11, 150, 39, 103, 102, 20004))
                .containsExactly(
                        "8 11=a 150=8 39=8 103=15 20004=1002",
                        "8 11=b 150=8 39=8 103=15 20004=1002",
                        "9 11=c 39=8 102=1 20004=1002",
                        "9 11=d 39=8 102=1 20004=1002");
    }

    @Test
    void unsupportedWords() {
        desk.send("35=D 11=a 55=BTC-USD 54=1 40=P 59=1 38=1 44=60000");
        desk.send("35=D 11=b 55=BTC-USD 54=1 40=2 59=7 38=1 44=60000");
        desk.send("35=D 11=c 55=BTC-USD 54=1 40=2 59=1 38=1 44=60000 18=G");
        desk.send("35=D 11=d 55=BTC-USD 54=5 40=2 59=1 38=1 44=60000");
        assertThat(see(4, 11, 54, 150, 103, 20004))
                .containsExactly(
                        "8 11=a 54=1 150=8 103=11 20004=1004",
                        "8 11=b 54=1 150=8 103=11 20004=1005",
                        "8 11=c 54=1 150=8 103=11 20004=1027",
                        "8 11=d 54=5 150=8 103=11 20004=1003");
    }

    @Test
    void reductionOnlyWhereTheOrderTakesOne() {
        desk.order("a", "38=2 44=60000 20001=Y");
        desk.order("b", "38=2 44=60000");
        assertThat(see(2, 11, 150, 39, 38, 151, 378, 20007))
                .containsExactly(
                        "8 11=a 150=0 39=0 38=2 151=2", "8 11=a 150=D 39=0 38=1.6666 151=1.6666 378=5 20007=2");
        assertThat(desk.next(11, 150, 39)).isEqualTo("8 11=b 150=8 39=8");
    }

    @Test
    void immediateOrderThatFindsNothingEndsCanceled() {
        desk.send("35=D 11=a 55=BTC-USD 54=1 40=2 59=3 38=0.1 44=59000");
        assertThat(see(2, 11, 150, 39, 14, 151))
                .containsExactly("8 11=a 150=0 39=0 14=0 151=0.1", "8 11=a 150=4 39=4 14=0 151=0");
    }

    @Test
    void stopThatIsTriggered() {
        desk.send("35=D 11=a 55=BTC-USD 54=1 40=3 59=1 38=0.1 99=60100");
        assertThat(desk.next(11, 150, 39, 636, 99)).isEqualTo("8 11=a 150=0 39=0 636=N 99=60100");
        server.command(writer -> writer.quote(0, e8(60195), e8(100), e8(60205), e8(100), e8(60200)));
        server.command(writer -> writer.trade(0, e8(60200), 1_000_000));
        assertThat(see(2, 11, 150, 39, 378, 636, 14))
                .containsExactly("8 11=a 150=D 39=0 378=99 636=Y 14=0", "8 11=a 150=F 39=2 14=0.1");
    }

    @Test
    void sameOrderAgainIsAnsweredAndNotDoneTwice() {
        desk.order("a", "38=0.1 44=59000");
        desk.order("a", "38=0.1 44=59000");
        desk.send("35=D 97=Y 11=a 55=BTC-USD 54=1 40=2 59=1 38=0.1 44=59000");
        assertThat(see(3, 11, 150, 39, 151))
                .containsExactly("8 11=a 150=0 39=0 151=0.1", "8 11=a 150=I 39=0 151=0.1", "8 11=a 150=I 39=0 151=0.1");
        desk.send("35=AF 584=all 585=7");
        assertThat(desk.next(584, 11, 911, 912)).isEqualTo("8 584=all 11=a 911=1 912=Y");
    }

    @Test
    void otherOrderUnderAnIdThatIsTakenLeavesTheFirstAlone() {
        desk.order("a", "38=0.1 44=59000");
        desk.order("a", "38=0.2 44=59000");
        desk.send("35=H 11=a 55=BTC-USD 54=1 790=q");
        desk.next();
        assertThat(desk.next(11, 150, 39, 38, 14, 151, 103)).isEqualTo("8 11=a 150=8 39=0 38=0.1 14=0 151=0.1 103=6");
        assertThat(desk.next(790, 11, 150, 39, 151)).isEqualTo("8 790=q 11=a 150=I 39=0 151=0.1");
    }

    @Test
    void statusOfAnOrderThatNobodyKnows() {
        desk.send("35=H 11=never 55=BTC-USD 54=1 790=q");
        assertThat(desk.next(790, 37, 11, 150, 39, 103)).isEqualTo("8 790=q 37=NONE 11=never 150=I 39=8 103=5");
    }

    @Test
    void massCancelOfOneSecurity() {
        desk.order("a", "38=0.1 44=59000");
        desk.send("35=D 11=b 55=ETH-USD 54=1 40=2 59=1 38=1 44=2900");
        desk.send("35=q 11=m 530=1 55=BTC-USD");
        see(2, STATE);
        assertThat(desk.next(11, 150, 39)).isEqualTo("8 11=a 150=4 39=4");
        assertThat(desk.next(11, 530, 531, 533, 534)).isEqualTo("r 11=m 530=1 531=1 533=1 534=1");
        desk.send("35=q 11=n 530=7");
        assertThat(desk.next(11, 150, 39)).isEqualTo("8 11=b 150=4 39=4");
        assertThat(desk.next(11, 530, 531, 533)).isEqualTo("r 11=n 530=7 531=7 533=1");
    }

    @Test
    void massCancelThatIsRefused() {
        desk.send("35=q 11=m 530=1 55=DOGE-USD");
        desk.send("35=q 11=n 530=7 1=A2");
        desk.send("35=q 11=o 530=3 55=BTC-USD");
        assertThat(see(3, 11, 530, 531, 532))
                .containsExactly("r 11=m 530=1 531=0 532=1", "r 11=n 530=7 531=0 532=0", "r 11=o 530=3 531=0 532=0");
    }

    @Test
    void killSeenFromFix() {
        desk.order("a", "38=0.1 44=59000");
        desk.next();
        assertThat(server.http(
                                "rf_risk",
                                "POST",
                                "/v1/risk/kill",
                                "{\"scope\":\"account\",\"key\":\"" + account
                                        + "\",\"level\":\"halted\",\"cancel\":true," + "\"reason\":\"drill\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(desk.next(11, 150, 39, 378, 20004)).isEqualTo("8 11=a 150=4 39=4 378=99 20004=102");
        desk.order("b", "38=0.1 44=59000");
        assertThat(desk.next(11, 150, 39, 103, 20004)).isEqualTo("8 11=b 150=8 39=8 103=0 20004=102");
    }

    @Test
    void orderByFixIsCanceledByRestAndTheOtherWayRound() {
        desk.order("a", "38=0.1 44=59000");
        String orderId = Counterparty.field(desk.next(), 37);
        assertThat(server.http(FixServer.TOKEN_ALL, "DELETE", "/v1/orders/" + orderId, null)
                        .statusCode())
                .isEqualTo(202);
        assertThat(desk.next(11, 41, 150, 39, 378)).isEqualTo("8 11=a 150=4 39=4 378=8");
        server.http(
                FixServer.TOKEN_ALL,
                "POST",
                "/v1/orders",
                "{\"client_order_id\":\"rest\",\"account\":\"" + account + "\",\"symbol\":\"BTC-USD\",\"side\":\"buy\","
                        + "\"type\":\"limit\",\"time_in_force\":\"gtc\",\"qty\":\"0.1\",\"limit_price\":\"59000\"}");
        desk.send("35=F 11=b 41=rest 55=BTC-USD 54=1");
        assertThat(desk.next(11, 41, 150, 39)).isEqualTo("8 11=b 41=rest 150=4 39=4");
    }

    @Test
    void replaceToMore() {
        desk.order("a", "38=0.1 44=59000");
        desk.send("35=G 11=b 41=a 55=BTC-USD 54=1 40=2 38=0.2 44=59000");
        desk.next();
        assertThat(desk.next(STATE)).isEqualTo("8 11=b 41=a 150=5 39=0 38=0.2 14=0 151=0.2");
    }

    @Test
    void replaceToMoreOfAPartlyFilledOrder() {
        server.command(writer -> writer.quote(0, e8(59995), e8(100), e8(60005), 40_000_000, e8(60000)));
        desk.order("a", "38=1 44=60005");
        desk.send("35=G 11=b 41=a 55=BTC-USD 54=1 40=2 38=1.2 44=60005");
        see(2, STATE);
        assertThat(desk.next(STATE)).isEqualTo("8 11=b 41=a 150=5 39=1 38=1.2 14=0.4 151=0.8");
    }

    @Test
    void replaceThatChangesNothing() {
        desk.order("a", "38=0.1 44=59000");
        desk.send("35=G 11=b 41=a 55=BTC-USD 54=1 40=2 38=0.1 44=59000");
        desk.next();
        assertThat(desk.next(11, 41, 39, 434, 102, 20004)).isEqualTo("9 11=b 41=a 39=0 434=2 102=2 20004=1105");
    }

    @Test
    void requestUnderAnIdThatIsTaken() {
        desk.order("a", "38=0.1 44=59000");
        desk.order("b", "38=0.1 44=59000");
        desk.send("35=G 11=b 41=a 55=BTC-USD 54=1 40=2 38=0.2 44=59000");
        desk.send("35=F 11=b 41=a 55=BTC-USD 54=1");
        see(2, STATE);
        assertThat(see(2, 11, 41, 39, 434, 102, 20004))
                .containsExactly("9 11=b 41=a 39=0 434=2 102=6 20004=1015", "9 11=b 41=a 39=0 434=1 102=6 20004=1015");
    }

    @Test
    void requestsForACanceledOrder() {
        desk.order("a", "38=0.1 44=59000");
        desk.send("35=F 11=b 41=a 55=BTC-USD 54=1");
        desk.send("35=F 11=c 41=a 55=BTC-USD 54=1");
        desk.send("35=G 11=d 41=a 55=BTC-USD 54=1 40=2 38=0.2 44=59000");
        see(2, STATE);
        assertThat(see(2, REFUSAL)).containsExactly("9 11=c 41=a 39=4 434=1 102=0", "9 11=d 41=a 39=4 434=2 102=0");
    }

    @Test
    void statusRightBehindTheOrder() {
        desk.order("a", "38=0.1 44=59000");
        desk.send("35=H 11=a 55=BTC-USD 54=1 790=q");
        assertThat(see(2, 790, 11, 150, 39, 151))
                .containsExactly("8 11=a 150=0 39=0 151=0.1", "8 790=q 11=a 150=I 39=0 151=0.1");
    }

    @Test
    void statusOfAnOrderThatEnded() {
        desk.order("a", "38=1 44=60005");
        desk.send("35=H 11=a 55=BTC-USD 54=1 790=q");
        see(2, STATE);
        assertThat(desk.next(790, 11, 150, 39, 14, 151)).isEqualTo("8 790=q 11=a 150=I 39=2 14=1 151=0");
    }

    @Test
    void fillOrKillThatCanNotBeFilled() {
        server.command(writer -> writer.quote(0, e8(59995), e8(100), e8(60005), 40_000_000, e8(60000)));
        desk.send("35=D 11=a 55=BTC-USD 54=1 40=2 59=4 38=1 44=60005");
        assertThat(see(2, 11, 150, 39, 14, 151))
                .containsExactly("8 11=a 150=0 39=0 14=0 151=1", "8 11=a 150=4 39=4 14=0 151=0");
    }

    @Test
    void immediateOrderThatFindsSome() {
        server.command(writer -> writer.quote(0, e8(59995), e8(100), e8(60005), 40_000_000, e8(60000)));
        desk.send("35=D 11=a 55=BTC-USD 54=1 40=2 59=3 38=1 44=60005");
        assertThat(see(3, 11, 150, 39, 14, 151))
                .containsExactly(
                        "8 11=a 150=0 39=0 14=0 151=1",
                        "8 11=a 150=F 39=1 14=0.4 151=0.6",
                        "8 11=a 150=4 39=4 14=0.4 151=0");
    }

    @Test
    void tradingHalt() {
        desk.order("a", "38=0.1 44=59000");
        assertThat(desk.next(11, 150, 39)).isEqualTo("8 11=a 150=0 39=0");
        server.command(writer -> writer.status(0, 1));
        desk.order("b", "38=0.1 44=59000");
        desk.send("35=F 11=c 41=a 55=BTC-USD 54=1");
        assertThat(see(2, 11, 150, 39, 103, 20004))
                .containsExactly("8 11=b 150=8 39=8 103=2 20004=207", "8 11=c 150=4 39=4");
        server.command(writer -> writer.status(0, 0));
        desk.order("d", "38=0.1 44=59000");
        assertThat(desk.next(11, 150, 39)).isEqualTo("8 11=d 150=0 39=0");
    }

    @Test
    void possibleResendOfWhatNeverCameIsAnOrder() {
        desk.send("35=D 97=Y 11=a 55=BTC-USD 54=1 40=2 59=1 38=0.1 44=59000");
        desk.send("35=D 97=Y 11=a 55=BTC-USD 54=1 40=2 59=1 38=0.2 44=59000");
        assertThat(see(2, 11, 150, 39, 38, 103))
                .containsExactly("8 11=a 150=0 39=0 38=0.1", "8 11=a 150=8 39=0 38=0.1 103=6");
    }

    @Test
    void massStatus() {
        desk.order("a", "38=0.1 44=59000");
        desk.send("35=D 11=b 55=ETH-USD 54=1 40=2 59=1 38=1 44=2900");
        see(2, STATE);
        desk.send("35=AF 584=all 585=7");
        desk.send("35=AF 584=one 585=1 55=ETH-USD");
        desk.send("35=AF 584=none 585=1 55=SOL-USD");
        assertThat(see(4, 584, 11, 150, 39, 911, 912))
                .containsExactly(
                        "8 584=all 11=a 150=I 39=0 911=2 912=N",
                        "8 584=all 11=b 150=I 39=0 911=2 912=Y",
                        "8 584=one 11=b 150=I 39=0 911=1 912=Y",
                        "8 584=none 150=I 39=8 911=0 912=Y");
    }

    @Test
    void fullRingIsSaidAtOnce() {
        server.full(true);
        desk.order("a", "38=0.1 44=59000");
        assertThat(desk.next(372, 380)).isEqualTo("j 372=D 380=4");
        server.full(false);
        desk.order("a", "38=0.1 44=59000");
        assertThat(desk.next(11, 150)).isEqualTo("8 11=a 150=0");
    }

    @Test
    void messageOfATypeThatIsNotTaken() {
        desk.send("35=R 131=q 146=1 55=BTC-USD");
        assertThat(desk.next().isSetField(58)).isTrue();
    }
}
