using Microsoft.Extensions.Logging;

namespace Pedestal.Messaging.Tests;

/// <summary>Keeps every line logged.</summary>
sealed class RecordingLogger<T> : ILogger<T>
{
    internal List<string> Lines { get; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter) => Lines.Add($"{logLevel}: {formatter(state, exception)}");
}
