using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Pedestal.Ticketing.Tests;

/// <summary>Keeps every line logged, exceptions included.</summary>
sealed class RecordingLoggers : ILoggerFactory, ILogger
{
    readonly LoggerExternalScopeProvider _scopes = new();

    internal ConcurrentQueue<string> Lines { get; } = new();

    /// <summary>The scopes of every line, the outermost first.</summary>
    internal ConcurrentQueue<object?> Scopes { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => _scopes.Push(state);

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        Lines.Enqueue(formatter(state, exception) + exception);
        _scopes.ForEachScope((scope, all) => all.Enqueue(scope), Scopes);
    }
}
