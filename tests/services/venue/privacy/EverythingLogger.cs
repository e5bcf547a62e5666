using System.Collections;
using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Pedestal.Venue.Tests;

/// <summary>
/// Keeps everything that is logged, at every level: text, each value beside it, scopes, exceptions and their data.
/// </summary>
sealed class EverythingLogger : ILoggerProvider
{
    readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyCollection<string> Lines => [.. _lines];

    public ILogger CreateLogger(string categoryName) => new Category(categoryName, _lines);

    public void Dispose()
    {
    }

    static string Everything(object? value) => value switch
    {
        null => "",
        string text => text,
        byte[] bytes => Convert.ToHexString(bytes),
        ReadOnlyMemory<byte> bytes => Convert.ToHexString(bytes.Span),
        KeyValuePair<string, object?> pair => $"{pair.Key}={Everything(pair.Value)}",
        Exception failure => $"{failure} {Everything(failure.Data.Values)}",
        IEnumerable several => string.Join("; ", several.Cast<object?>().Select(Everything)),
        _ => value.ToString() ?? "",
    };

    sealed class Category(string name, ConcurrentQueue<string> lines) : ILogger
    {
        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            lines.Enqueue($"{name} scope: {state} | {Everything(state)}");
            return null;
        }

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) => lines.Enqueue(new StringBuilder($"{name} {logLevel} {eventId.Name}: ")
                .Append(formatter(state, exception)).Append(" | ").Append(Everything(state))
                .Append(" | ").Append(Everything(exception)).ToString());
    }
}
