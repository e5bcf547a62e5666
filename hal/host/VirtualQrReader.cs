using System.Collections.Concurrent;
using System.Text;
using Pedestal.Gm65;

namespace Pedestal.Hal.Host;

/// <summary>
/// A code reader without a chip: it passes the codes that it is given, each with a CR, or any other bytes through the real GM65
/// parser. Thread-safe.
/// </summary>
public sealed class VirtualQrReader : IQrReader, IReaderService
{
    const int LongestCode = 512;
    readonly ConcurrentQueue<byte[]> _bursts = new();
    readonly Gm65Parser _parser = new(LongestCode);
    byte[]? _burst;
    int _next;
    volatile bool _failed;
    volatile bool _silent;
    volatile bool _polled;

    /// <summary>Whether the reader reports a fault; codes scanned meanwhile are read once it works again.</summary>
    public bool Failed
    {
        get => _failed;
        set => _failed = value;
    }

    /// <summary>Whether the reader reads nothing and does not reply to a poll, without reporting a fault.</summary>
    public bool Silent
    {
        get => _silent;
        set => _silent = value;
    }

    /// <inheritdoc/>
    public int Dropped => _parser.Dropped;

    /// <inheritdoc/>
    public CodeDrop LastDrop => _parser.LastDrop;

    /// <inheritdoc/>
    public void Poll() => _polled = true;

    /// <inheritdoc/>
    public bool HasReplied() => _polled && !_failed && !_silent;

    /// <summary>Holds a code in front of the reader.</summary>
    /// <exception cref="ArgumentException">The code is empty or not printable ASCII.</exception>
    public void Scan(string code)
    {
        ArgumentException.ThrowIfNullOrEmpty(code);
        if (code.Any(c => c is < ' ' or > '~'))
        {
            throw new ArgumentException("A code consists of printable ASCII characters only.", nameof(code));
        }

        Send(Encoding.ASCII.GetBytes(code + "\r"));
    }

    /// <summary>Sends bytes unchanged, followed by a pause.</summary>
    public void Send(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        _bursts.Enqueue([.. bytes]);
    }

    /// <inheritdoc/>
    public int TryRead(byte[] buffer)
    {
        if (_failed)
        {
            return QrRead.Failed;
        }

        while (!_silent && (_burst != null || _bursts.TryDequeue(out _burst)))
        {
            var result = Handle(Next(_burst), buffer);
            if (result != 0)
            {
                return result;
            }
        }

        return 0;
    }

    /// <summary>The event of the next byte, or of the pause after the last one.</summary>
    Gm65Event Next(byte[] burst)
    {
        if (_next < burst.Length)
        {
            return _parser.Take(burst[_next++]);
        }

        _burst = null;
        _next = 0;
        return _parser.Pause();
    }

    int Handle(Gm65Event parsed, byte[] buffer)
    {
        if (parsed == Gm65Event.TooLong)
        {
            return QrRead.TooLong;
        }

        if (parsed != Gm65Event.Code)
        {
            return 0;
        }

        if (_parser.Length > buffer.Length)
        {
            _parser.Drop(CodeDrop.TooLong);
            return QrRead.TooLong;
        }

        Array.Copy(_parser.Code, buffer, _parser.Length);
        return _parser.Length;
    }
}
