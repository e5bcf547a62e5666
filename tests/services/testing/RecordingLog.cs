using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Pedestal.Testing;

/// <summary>Keeps every line logged as "Level: message", followed by its exception. Thread-safe.</summary>
public sealed class RecordingLog : ILoggerFactory, ILoggerProvider, ILogger
{
    readonly LoggerExternalScopeProvider _current = new();
    readonly ConcurrentQueue<string> _lines = new();
    readonly ConcurrentQueue<object?> _scopes = new();

    /// <summary>The lines, the oldest first.</summary>
    public IReadOnlyList<string> Lines => [.. _lines];

    /// <summary>All lines, as a log file would have them.</summary>
    public string Text => string.Concat(_lines.Select(line => line + Environment.NewLine));

    /// <summary>The scopes of every line, the outermost first.</summary>
    public IReadOnlyList<object?> Scopes => [.. _scopes];

    /// <summary>A logger for the type.</summary>
    public ILogger<T> Of<T>() => this.CreateLogger<T>();

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => this;

    /// <inheritdoc/>
    public void AddProvider(ILoggerProvider provider)
    {
    }

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => _current.Push(state);

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => true;

    /// <inheritdoc/>
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        _lines.Enqueue($"{logLevel}: {formatter(state, exception)}" + (exception is null ? "" : Environment.NewLine + exception));
        _current.ForEachScope((scope, all) => all.Enqueue(scope), _scopes);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
