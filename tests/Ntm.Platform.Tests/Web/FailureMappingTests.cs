using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Ntm.Web;

namespace Ntm.Platform.Tests.Web;

public sealed class FailureMappingTests
{
    private readonly List<string> logged = [];

    [Fact]
    public async Task What_nobody_foresaw_is_logged_and_answered_without_a_word_of_it()
    {
        var (status, body) = await AnswerAsync(new InvalidOperationException("Password=bi-mat; SELECT * FROM Accounts"));

        Assert.Equal(500, status);
        Assert.Equal("platform.unexpected", JsonElement.Parse(body).GetProperty("code").GetString());
        Assert.DoesNotContain("bi-mat", body, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", body, StringComparison.Ordinal);
        Assert.Contains("bi-mat", Assert.Single(logged), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_that_cannot_be_kept_is_named_and_no_failure()
    {
        var hidden = new UnusableTextException("Có ký tự ẩn (U+200B) ở vị trí 3; hãy xóa chỗ đó và gõ lại.");

        var (status, body) = await AnswerAsync(new BadHttpRequestException("unreadable", hidden));

        Assert.Equal(400, status);
        var problem = JsonElement.Parse(body);
        Assert.Equal("request.invalid_text", problem.GetProperty("code").GetString());
        Assert.Equal(hidden.Message, problem.GetProperty("detail").GetString());
        Assert.Empty(logged);
    }

    private async Task<(int Status, string Body)> AnswerAsync(Exception failure)
    {
        using var answer = new MemoryStream();
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        var http = new DefaultHttpContext { RequestServices = services };
        http.Response.Body = answer;
        var mapping = new FailureMapping(new Outages([], NullLogger<Outages>.Instance), new Lines(logged));

        Assert.True(await mapping.TryHandleAsync(http, failure, CancellationToken.None));

        return (http.Response.StatusCode, Encoding.UTF8.GetString(answer.ToArray()));
    }

    private sealed class Lines(List<string> lines) : ILogger<FailureMapping>
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
        ) => lines.Add($"{logLevel} {formatter(state, exception)} {exception?.Message}");
    }
}
