using System.Text;
using Microsoft.Extensions.Logging;

namespace Pedestal.Matcher.Tests;

/// <summary>Keeps every log line as text.</summary>
sealed class RecordingLogger : ILoggerProvider, ILogger
{
    readonly StringBuilder _lines = new();

    public string Text
    {
        get
        {
            lock (_lines)
            {
                return _lines.ToString();
            }
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        lock (_lines)
        {
            _lines.Append(logLevel).Append(": ").AppendLine(formatter(state, exception)).Append(exception);
        }
    }

    public void Dispose()
    {
    }
}
