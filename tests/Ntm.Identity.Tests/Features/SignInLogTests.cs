using System.Collections.Concurrent;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Ntm.Testing;
using OtpNet;

namespace Ntm.Identity.Tests.Features;

/// <summary>What the log says of sign-ins.</summary>
public sealed class SignInLogTests : IAsyncLifetime
{
    private const string User = "canbo.vpdp";
    private const string Wrong = "Sai-mat-khau-2026";
    private const string Next = "Dong-Lua-Xanh-2027";
    private readonly Lines lines = new();
    private TestPlatform platform = null!;

    public async ValueTask InitializeAsync()
    {
        platform = await TestPlatform.StartAsync(
            IdentityPlatform.Start,
            IdentityPlatform.With(),
            services =>
                services
                    .AddSingleton<ILoggerProvider>(lines)
                    .Configure<LoggerFilterOptions>(filter => filter.MinLevel = LogLevel.Information),
            new IdentityModule()
        );
        await IdentityModule.LoadSampleProvinceAsync(platform.Services, Steps.Stop);
    }

    public ValueTask DisposeAsync() => platform.DisposeAsync();

    [Fact]
    public async Task Every_event_of_a_sign_in_is_logged_by_its_number_without_a_name_or_a_secret()
    {
        var first = await (await platform.SignInAsync(User)).ReadAsync(200);
        await platform.SignInAsync(User);
        for (var n = 0; n < 6; n++)
        {
            await platform.SignInAsync(User, Wrong);
        }

        var person = platform.Bearing(first.Text("accessToken"));
        var secret = (await person.PostAsync("/identity/me/second-factor", new { password = IdentityPlatform.Password }, 200)).Text(
            "secret"
        );
        var code = new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp(platform.Clock.GetUtcNow().UtcDateTime);
        await person.PostAsync("/identity/me/second-factor/confirmation", new { password = IdentityPlatform.Password, code }, 200);
        await person.PostAsync("/identity/me/password", new { currentPassword = IdentityPlatform.Password, newPassword = Next }, 204);
        platform.Clock.Advance(TimeSpan.FromMinutes(1));
        await platform.Anonymous().PostAsJsonAsync("/identity/tokens", new { refreshToken = first.Text("refreshToken") }, Steps.Stop);

        Assert.Equal([6001, 6005, 6006, 6007, 6008, 6009], lines.Own.Select(line => line.Id).Distinct().Order());
        Assert.Equal(5, lines.Own.Count(line => line.Id == 6001));
        string[] secrets = [User, Wrong, Next, IdentityPlatform.Password, secret, first.Text("refreshToken"), first.Text("device")];
        Assert.All(lines.Own, line => Assert.DoesNotContain(secrets, text => line.Text.Contains(text, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>Keeps what is logged.</summary>
    private sealed class Lines : ILoggerProvider
    {
        private readonly ConcurrentQueue<(int Id, string Text)> all = new();

        /// <summary>What the service itself said of sign-ins.</summary>
        public IEnumerable<(int Id, string Text)> Own => all.Where(line => line.Id is >= 6000 and < 6010);

        public ILogger CreateLogger(string categoryName) => new Line(all);

        public void Dispose() { }

        private sealed class Line(ConcurrentQueue<(int Id, string Text)> all) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(
                LogLevel logLevel,
                EventId eventId,
                TState state,
                Exception? exception,
                Func<TState, Exception?, string> formatter
            ) => all.Enqueue((eventId.Id, formatter(state, exception)));
        }
    }
}
