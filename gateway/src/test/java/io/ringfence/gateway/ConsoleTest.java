package io.ringfence.gateway;

import static io.ringfence.gateway.OrdersOverHttpTest.field;
import static io.ringfence.gateway.OrdersOverHttpTest.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * The console in a real Chromium: somebody signs in, watches an order arrive, stops and resumes trading, and reads why an
 * order was refused. {@code -Dringfence.screenshots=FOLDER} keeps pictures of it.
 */
class ConsoleTest {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path CHROMEDRIVER = Path.of("/usr/bin/chromedriver");

    private final TestServer server = new TestServer();
    private ChromeDriver browser;
    private WebDriverWait wait;

    @BeforeEach
    void open() {
        assumeTrue(Files.isExecutable(CHROMIUM) && Files.isExecutable(CHROMEDRIVER), "no Chromium here");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toString());
        options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1400,1600");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        browser = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(CHROMEDRIVER.toFile())
                        .build(),
                options);
        wait = new WebDriverWait(browser, Duration.ofSeconds(60));
    }

    @AfterEach
    void close() {
        if (browser != null) {
            browser.quit();
        }
        server.close();
    }

    private WebElement byId(String id) {
        return browser.findElement(By.id(id));
    }

    private void awaitText(String id, String text) {
        wait.until(ExpectedConditions.textToBePresentInElementLocated(By.id(id), text));
    }

    private void signIn(String token) {
        browser.get("http://127.0.0.1:" + server.gateway.operationsAddress().getPort() + "/");
        wait.until(ExpectedConditions.visibilityOfElementLocated(By.id("token")))
                .sendKeys(token);
        browser.findElement(By.cssSelector("#sign-in-form button")).click();
    }

    private void screenshot(String name) throws IOException {
        String folder = System.getProperty("ringfence.screenshots");
        if (folder != null) {
            Files.createDirectories(Path.of(folder));
            Files.write(Path.of(folder, name), browser.getScreenshotAs(OutputType.BYTES));
        }
    }

    @Test
    void showsOrdersAndReadings() throws IOException {
        signIn(TestServer.RISK);
        awaitText("orders", "none");
        String id = field(server.order(TestServer.TRADER_A1, order("b-1", "buy", "0.5", "59000")), "order_id");
        awaitText("orders", id);
        assertThat(byId("orders").getText()).contains("A1", "BTC-USD", "59,000");
        server.order(TestServer.TRADER_A1, order("b-2", "buy", "0.7", "60005"));
        awaitText("positions", "BTC-USD");
        HttpResponse<String> refused = server.order(TestServer.TRADER_A1, order("b-3", "buy", "6", "60000"));
        assertThat(refused.statusCode()).isEqualTo(422);
        awaitText("rejects", "701 MAX_ORDER_QTY");
        browser.findElement(By.cssSelector("#rejects summary")).click();
        wait.until(ExpectedConditions.numberOfElementsToBe(By.cssSelector("#rejects tbody tr"), 8));
        assertThat(byId("rejects").getText()).contains("reject", "100 PASS", "account:A1");
        awaitText("decisions", "reject");
        awaitText("headroom", "6 total exposure");
        assertThat(browser.findElements(By.cssSelector("#headroom meter"))).hasSizeGreaterThan(8);
        screenshot("console.png");
        browser.manage().window().setSize(new Dimension(420, 900));
        Object wider = ((JavascriptExecutor) browser)
                .executeScript("return document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assertThat(((Number) wider).intValue())
                .as("pixels to scroll sideways on a phone")
                .isZero();
        screenshot("console-phone.png");
        assertThat(complaints()).isEmpty();
    }

    @Test
    void stopsAndResumesTrading() throws IOException {
        signIn(TestServer.RISK);
        awaitText("state", "trading");
        byId("kill").click();
        assertThat(byId("confirm").isDisplayed()).as("asked without a reason").isFalse();
        byId("kill-reason").sendKeys("drill");
        byId("kill").click();
        awaitText("confirm-text", "Halt everything and cancel its resting orders?");
        byId("confirm-no").click();
        assertThat(server.get(TestServer.VIEWER, "/v1/risk/state").body()).contains("\"global\":\"active\"");
        byId("kill").click();
        wait.until(ExpectedConditions.elementToBeClickable(By.id("confirm-yes")));
        screenshot("console-kill.png");
        byId("confirm-yes").click();
        awaitText("kill-answer", "global is halted");
        awaitText("state", "halted");
        awaitText("kills", "drill");
        assertThat(server.order(TestServer.TRADER_A1, order("k-1", "buy", "0.1", "59000"))
                        .statusCode())
                .isEqualTo(423);
        byId("kill-reason").sendKeys("drill over");
        byId("reset").click();
        awaitText("confirm-text", "Resume trading for everything?");
        byId("confirm-yes").click();
        awaitText("kill-answer", "global is active");
        awaitText("state", "trading");
        new Select(byId("kill-scope")).selectByVisibleText("account");
        byId("kill-key").sendKeys("A7");
        byId("kill-reason").sendKeys("no such account");
        byId("kill").click();
        wait.until(ExpectedConditions.elementToBeClickable(By.id("confirm-yes")))
                .click();
        awaitText("kill-answer", "There is no account \"A7\"");
    }

    @Test
    void keepsTheKeyOnlyInTheTab() {
        signIn("rf_nobody");
        awaitText("sign-in-error", "not known");
        byId("token").clear();
        byId("token").sendKeys(TestServer.OPERATOR);
        browser.findElement(By.cssSelector("#sign-in-form button")).click();
        awaitText("orders", "This key may not see this.");
        assertThat(byId("kill").isDisplayed()).isTrue();
        browser.navigate().refresh();
        awaitText("orders", "This key may not see this.");
        assertThat(script("return localStorage.length + document.cookie.length"))
                .isEqualTo(0L);
        assertThat(
                        script(
                                "return performance.getEntriesByType('resource').filter(e => !e.name.startsWith(location.origin)).length"))
                .as("anything from another host")
                .isEqualTo(0L);
        byId("sign-out").click();
        wait.until(ExpectedConditions.visibilityOfElementLocated(By.id("token")));
        assertThat(script("return sessionStorage.length")).isEqualTo(0L);
        browser.navigate().refresh();
        wait.until(ExpectedConditions.visibilityOfElementLocated(By.id("token")));
    }

    private Object script(String script) {
        return ((JavascriptExecutor) browser).executeScript(script);
    }

    /** What the browser had to complain about: errors of scripts, and what the policy forbids. */
    private List<String> complaints() {
        return browser.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                // A probe that says "not yet" is an answer, which the browser counts as a failure.
                .filter(message -> !message.contains("/health/"))
                .toList();
    }

    @Test
    void servesNothingElse() {
        HttpResponse<String> page = server.operations(null, "GET", "/", null);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'; script-src 'self'")
                .doesNotContain("unsafe");
        assertThat(server.operations(null, "GET", "/console/../json/Json.class", null)
                        .statusCode())
                .isEqualTo(404);
        assertThat(server.send(null, "GET", "/", null).statusCode()).isEqualTo(404);
    }
}
