package io.ringfence.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The life of orders as a client sees it. */
class OrdersOverHttpTest {
    private final TestServer server = new TestServer();

    @AfterEach
    void close() {
        server.close();
    }

    static String order(String id, String side, String qty, String price) {
        return "{\"client_order_id\":\"" + id + "\",\"account\":\"A1\",\"symbol\":\"BTC-USD\",\"side\":\"" + side
                + "\",\"type\":\"limit\",\"time_in_force\":\"gtc\",\"qty\":\"" + qty + "\",\"limit_price\":\"" + price
                + "\"}";
    }

    static String field(HttpResponse<String> response, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(response.body());
        assertThat(matcher.find()).as(name + " in " + response.body()).isTrue();
        return matcher.group(1);
    }

    @Test
    void answersAnOrderWithItsStateAndEightReadings() {
        HttpResponse<String> answer = server.order(TestServer.TRADER_A1, order("a-1", "buy", "0.5", "60005"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        String id = field(answer, "order_id");
        assertThat(answer.headers().firstValue("Location")).contains("/v1/orders/" + id);
        assertThat(answer.body())
                .contains("\"exchange_order_id\":\"PAPER-" + id + "\"")
                .contains("\"status\":\"filled\"")
                .contains("\"filled_qty\":\"0.5\"")
                .contains("\"avg_price\":\"60005\"")
                .contains("\"id\":\"d-" + id + "\"")
                .contains("\"result\":\"approve\"")
                .contains("\"seq\":\"" + id + "\"");
        for (int gate = 1; gate <= 8; gate++) {
            assertThat(answer.body()).contains("{\"gate\":" + gate + ",\"verdict\":\"pass\",\"code\":" + gate + "00");
        }
    }

    @Test
    void repeatsTheFirstAnswerToTheSameOrder() {
        String body = order("a-2", "buy", "0.1", "59000");
        HttpResponse<String> first = server.order(TestServer.TRADER_A1, body);
        HttpResponse<String> second = server.order(TestServer.TRADER_A1, body);
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.headers().firstValue("Idempotent-Replay")).contains("true");
        assertThat(second.body()).isEqualTo(first.body());
        HttpResponse<String> other = server.order(TestServer.TRADER_A1, order("a-2", "buy", "0.2", "59000"));
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(other.body()).contains("\"code\":1015", "\"name\":\"DUPLICATE_CLORDID\"");
    }

    @Test
    void repeatsARefusalWithItsFirstStatus() {
        String body = order("a-3", "buy", "6", "60000");
        HttpResponse<String> first = server.order(TestServer.TRADER_A1, body);
        HttpResponse<String> second = server.order(TestServer.TRADER_A1, body);
        assertThat(first.statusCode()).as(first.body()).isEqualTo(422);
        assertThat(first.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(first.body())
                .contains("\"code\":701", "\"gate\":7", "\"observed\":\"6\"", "\"limit\":\"5\"", "\"retryable\":false")
                .contains("\"title\":\"Order quantity limit\"", "\"decision_id\":\"d-", "\"gates\":[")
                .contains("\"instance\":\"/v1/orders/" + field(first, "order_id") + "\"");
        assertThat(second.statusCode()).isEqualTo(422);
        assertThat(second.headers().firstValue("Idempotent-Replay")).contains("true");
        assertThat(second.body()).isEqualTo(first.body());
        HttpResponse<String> read = server.get(TestServer.TRADER_A1, "/v1/orders/" + field(first, "order_id"));
        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(read.body()).contains("\"status\":\"rejected\"", "\"code\":701");
    }

    @Test
    void reducesAnOrderToWhatTheLimitsAllow() {
        server.order(TestServer.TRADER_A1, order("a-4", "buy", "1.2", "60005"));
        HttpResponse<String> answer = server.order(TestServer.TRADER_A1, order("a-5", "buy", "1", "60005"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(answer.body())
                .contains(
                        "\"result\":\"reduce_size\"", "\"code\":704", "\"requested_qty\":\"1\"", "\"qty\":\"0.4666\"");
    }

    @Test
    void cancelsRestingOrdersAndSaysWhenItIsTooLate() {
        String id = field(server.order(TestServer.TRADER_A1, order("a-6", "buy", "0.1", "59000")), "order_id");
        assertThat(server.send(TestServer.TRADER_A2, "DELETE", "/v1/orders/" + id, null)
                        .statusCode())
                .isEqualTo(404);
        HttpResponse<String> canceled = server.send(TestServer.TRADER_A1, "DELETE", "/v1/orders/" + id, null);
        assertThat(canceled.statusCode()).as(canceled.body()).isEqualTo(202);
        assertThat(canceled.body()).contains("\"status\":\"canceled\"", "\"order_id\":\"" + id + "\"");
        HttpResponse<String> again = server.send(TestServer.TRADER_A1, "DELETE", "/v1/orders/" + id, null);
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("\"code\":1102");
        HttpResponse<String> never = server.send(TestServer.TRADER_A1, "DELETE", "/v1/orders/999999", null);
        assertThat(never.statusCode()).isEqualTo(404);
        assertThat(never.body()).contains("\"code\":1101");
    }

    @Test
    void replacesPriceAndQuantity() {
        String id = field(server.order(TestServer.TRADER_A1, order("a-7", "buy", "0.1", "59000")), "order_id");
        HttpResponse<String> replaced = server.send(
                TestServer.TRADER_A1, "PATCH", "/v1/orders/" + id, "{\"qty\":\"0.2\",\"limit_price\":\"59001\"}");
        assertThat(replaced.statusCode()).as(replaced.body()).isEqualTo(200);
        assertThat(replaced.body()).contains("\"qty\":\"0.2\"", "\"limit_price\":\"59001\"", "\"gates\":[");
        HttpResponse<String> refused =
                server.send(TestServer.TRADER_A1, "PATCH", "/v1/orders/" + id, "{\"qty\":\"6\"}");
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
        assertThat(refused.body()).contains("\"code\":701");
        HttpResponse<String> byOther =
                server.send(TestServer.TRADER_A2, "PATCH", "/v1/orders/" + id, "{\"qty\":\"0.1\"}");
        assertThat(byOther.statusCode()).isEqualTo(404);
        HttpResponse<String> nothing = server.send(TestServer.TRADER_A1, "PATCH", "/v1/orders/" + id, "{}");
        assertThat(nothing.statusCode()).isEqualTo(400);
    }

    @Test
    void cancelsAllOrdersOfOneSide() {
        server.order(TestServer.TRADER_A1, order("a-8", "buy", "0.1", "59000"));
        server.order(TestServer.TRADER_A1, order("a-9", "buy", "0.1", "59001"));
        server.order(TestServer.TRADER_A1, order("a-10", "sell", "0.1", "61000"));
        HttpResponse<String> canceled =
                server.send(TestServer.TRADER_A1, "DELETE", "/v1/orders?symbol=BTC-USD&side=buy", null);
        assertThat(canceled.statusCode()).as(canceled.body()).isEqualTo(202);
        assertThat(canceled.body()).contains("\"canceled\":2", "\"complete\":true");
        assertThat(server.get(TestServer.TRADER_A1, "/v1/orders?status=open").body())
                .contains("a-10")
                .doesNotContain("a-8")
                .doesNotContain("a-9");
        assertThat(server.send(TestServer.TRADER_A1, "DELETE", "/v1/orders?symbl=BTC-USD", null)
                        .statusCode())
                .isEqualTo(400);
        assertThat(server.send(TestServer.TRADER_A1, "DELETE", "/v1/orders?account=A2", null)
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void tellsWrongWordsWithTheCodesOfTheRules() {
        String body = order("a-11", "bogus", "0.1", "59000");
        HttpResponse<String> side = server.order(TestServer.TRADER_A1, body);
        assertThat(side.statusCode()).isEqualTo(400);
        assertThat(side.body()).contains("\"code\":1003", "\"decision_id\"");
        HttpResponse<String> symbol =
                server.order(TestServer.TRADER_A1, body.replace("bogus", "buy").replace("BTC-USD", "XYZ-USD"));
        assertThat(symbol.statusCode()).isEqualTo(404);
        assertThat(symbol.body()).contains("\"code\":1001");
        HttpResponse<String> account =
                server.order(TestServer.TRADER_ALL, body.replace("bogus", "buy").replace("\"A1\"", "\"ZZ\""));
        assertThat(account.statusCode()).isEqualTo(404);
        assertThat(account.body()).contains("\"code\":1002");
        HttpResponse<String> lot = server.order(TestServer.TRADER_A1, order("a-12", "buy", "0.00001", "59000"));
        assertThat(lot.statusCode()).isEqualTo(400);
        assertThat(lot.body()).contains("\"code\":1010");
    }
}
