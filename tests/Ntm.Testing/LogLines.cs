using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Ntm.Testing;

/// <summary>An entry of the log.</summary>
/// <param name="Category">Who wrote it.</param>
/// <param name="Level">Level.</param>
/// <param name="Event">Its id and name.</param>
/// <param name="Text">The text, with the failure behind it.</param>
public sealed record LogLine(string Category, LogLevel Level, EventId Event, string Text);

/// <summary>Keeps what a platform logs, from a level on that the console does not show.</summary>
public sealed class LogLines : ILoggerProvider
{
    private readonly ConcurrentQueue<LogLine> all = new();

    /// <summary>Every entry so far.</summary>
    public IReadOnlyList<LogLine> All => [.. all];

    /// <summary>Entries with this event id.</summary>
    public IReadOnlyList<LogLine> Of(int id) => [.. all.Where(line => line.Event.Id == id)];

    /// <summary>Registers it with a platform that starts.</summary>
    public void AddTo(IServiceCollection services) =>
        services.AddLogging(log => log.AddProvider(this).AddFilter<LogLines>(null, LogLevel.Information));

    public ILogger CreateLogger(string categoryName) => new Writer(all, categoryName);

    public void Dispose() { }

    private sealed class Writer(ConcurrentQueue<LogLine> all, string category) : ILogger
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
        ) => all.Enqueue(new LogLine(category, logLevel, eventId, $"{formatter(state, exception)}{exception}"));
    }
}
