using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using Ntm.Notifications;
using Ntm.Platform.Tests.Messaging;
using Ntm.Testing;
using Ntm.Web;

namespace Ntm.Platform.Tests.Web;

/// <summary>What somebody tries and may not is in the log, in one form, with who, where and why, and without what he typed.</summary>
public sealed class SecurityLogTests : IAsyncLifetime
{
    private const string Officer = "officer@42/439/18175";

    private readonly LogLines lines = new();
    private TestPlatform platform = null!;

    public async ValueTask InitializeAsync() =>
        platform = await TestPlatform.StartAsync(FeedProbe.Start, null, lines.AddTo, new NotificationsModule());

    public ValueTask DisposeAsync() => platform.DisposeAsync();

    [Fact]
    public async Task Who_does_not_sign_in_is_logged_as_nobody_and_a_forged_token_as_an_attempt()
    {
        using var nobody = platform.Anonymous();
        using var late = platform.Bearing(TestTokens.Issue(FeedProbe.Start.AddHours(-2), "lan", [Officer]));
        using var forged = platform.Bearing(TestTokens.Issue(FeedProbe.Start, "lan", [Officer])[..^4] + "AAAA");

        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync("/notifications/inbox?a=bi-mat")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await late.GetAsync("/notifications/inbox")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await forged.GetAsync("/notifications/inbox")).StatusCode);

        var refused = await LoggedAsync(SecurityEvent.Unauthenticated, 2);
        Assert.All(
            refused,
            line =>
                Assert.StartsWith(
                    "Security access.unauthenticated: who anonymous, unit -, where GET /notifications/inbox, target -, "
                        + "why request.unauthenticated, trace ",
                    line.Text,
                    StringComparison.Ordinal
                )
        );
        var attempt = Assert.Single(await LoggedAsync(SecurityEvent.TokenRefused, 1));
        Assert.Contains("why SecurityToken", attempt.Text, StringComparison.Ordinal);
        Assert.Equal(LogLevel.Warning, attempt.Level);
    }

    [Fact]
    public async Task A_refusal_names_account_unit_route_and_reason()
    {
        using var officer = platform.As("lan", Officer);
        using var program = platform.AsProgram("42", "units:read");
        var id = Guid.CreateVersion7();

        Assert.Equal(HttpStatusCode.Forbidden, (await officer.GetAsync("/notifications/dead-letters")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await program.GetAsync("/notifications/inbox")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.PutAsync($"/notifications/inbox/{id}/read", null)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await officer.GetAsync("/notifications/inbox?khac=%1b")).StatusCode);

        var refused = await LoggedAsync(SecurityEvent.Forbidden, 2);
        Assert.Single(
            refused,
            line =>
                line.Text.Contains(
                    "who lan, unit 42/439/18175, where GET /notifications/dead-letters/, target -, why messaging.administrators_only",
                    StringComparison.Ordinal
                )
        );
        Assert.Single(refused, line => line.Text.Contains("why request.scope_missing", StringComparison.Ordinal));
        var absent = Assert.Single(await LoggedAsync(SecurityEvent.NotFound, 1));
        Assert.Contains($"target {id}, why ", absent.Text, StringComparison.Ordinal);
        var hostile = Assert.Single(await LoggedAsync(SecurityEvent.InputRefused, 1));
        Assert.Contains("why request.invalid_query", hostile.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_done_and_read_by_who_may_is_no_security_event()
    {
        using var officer = platform.As("lan", Officer);

        Assert.Equal(HttpStatusCode.OK, (await officer.GetAsync("/notifications/inbox")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await officer.GetAsync("/notifications/inbox?limit=0")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await officer.GetAsync("/notifications/dead-letters")).StatusCode);

        Assert.Single(await LoggedAsync(SecurityEvent.Forbidden, 1));
        Assert.Single(lines.All, line => line.Category == SecurityLog.Category && line.Event.Id != SecurityEvent.SettingsChanged.Id);
    }

    [Theory]
    [InlineData("lan\r\n9231 Security", "lan\\u000d\\u000a9231 Security")]
    [InlineData("\u001b[2J\u202etxt", "\\u001b[2J\\u202etxt")]
    [InlineData("Xã Sơn Bằng", "Xã Sơn Bằng")]
    public void What_ends_a_line_or_steers_a_terminal_is_written_as_its_code(string text, string logged) =>
        Assert.Equal(logged, SecurityLog.Encode(text));

    [Fact]
    public void Who_runs_against_a_limit_is_logged_once_in_a_while_and_each_for_himself()
    {
        using var logged = new LogLines();
        using var factory = LoggerFactory.Create(log => log.AddProvider(logged));
        var log = new SecurityLog(factory);

        foreach (var who in (string[])["at 203.0.113.5", "at 203.0.113.5", "at 203.0.113.6", "at 203.0.113.5"])
        {
            log.Write(SecurityEvent.LimitReached, "request.too_many", null, who, null, null);
        }

        Assert.Equal(2, logged.Of(SecurityEvent.LimitReached.Id).Count);
    }

    [Fact]
    public void Outside_sample_mode_an_entry_is_one_line_of_json_dated_in_utc()
    {
        var builder = WebApplication.CreateBuilder(["--Data:Sample=false"]);
        builder.AddWebDefaults("thu");
        using var app = builder.Build();
        var name = app.Services.GetRequiredService<IOptions<ConsoleLoggerOptions>>().Value.FormatterName;
        var formatter = app.Services.GetServices<ConsoleFormatter>().Single(one => one.Name == name);
        using var written = new StringWriter();

        formatter.Write(
            new LogEntry<string>(LogLevel.Warning, "a", new EventId(9203), "một\nhai", null, static (text, _) => text),
            scopeProvider: null,
            written
        );

        var line = Assert.Single(written.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        var entry = JsonElement.Parse(line);
        Assert.Equal(("một\nhai", 9203), (entry.GetProperty("Message").GetString(), entry.GetProperty("EventId").GetInt32()));
        Assert.EndsWith("Z", entry.GetProperty("Timestamp").GetString(), StringComparison.Ordinal);
    }

    /// <summary>An entry is written after the answer has left.</summary>
    private async Task<IReadOnlyList<LogLine>> LoggedAsync(SecurityEvent kind, int count)
    {
        await Eventually.TrueAsync(() => lines.Of(kind.Id).Count >= count, $"{count} × {kind.Name}");
        return lines.Of(kind.Id);
    }
}
