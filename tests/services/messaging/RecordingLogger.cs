using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Pedestal.Messaging.Tests;

/// <summary>Keeps every line logged.</summary>
sealed class RecordingLogger<T> : ILogger<T>
{
    readonly ConcurrentQueue<string> _lines = new();

    internal IReadOnlyList<string> Lines => [.. _lines];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter) => _lines.Enqueue($"{logLevel}: {formatter(state, exception)}");
}
