using System.Collections.Concurrent;
using System.Text;

namespace Pedestal.Hal.Host;

/// <summary>A QR reader that scans the codes it is given, in order. Thread-safe.</summary>
public sealed class VirtualQrReader : IQrReader, IReaderService
{
    readonly ConcurrentQueue<byte[]> _codes = new();
    volatile bool _failed;
    volatile bool _silent;
    volatile bool _asked;

    /// <summary>Whether the reader does not answer; codes scanned meanwhile are read once it does again.</summary>
    public bool Failed
    {
        get => _failed;
        set => _failed = value;
    }

    /// <summary>Whether the reader is silent: it reads nothing and gives no sign of life, and nobody has noticed yet.</summary>
    public bool Silent
    {
        get => _silent;
        set => _silent = value;
    }

    /// <inheritdoc/>
    public void Ask() => _asked = true;

    /// <inheritdoc/>
    public bool HasAnswered() => _asked && !_failed && !_silent;

    /// <summary>Holds a code in front of the reader.</summary>
    /// <exception cref="ArgumentException">The code is empty or not printable ASCII.</exception>
    public void Scan(string code)
    {
        ArgumentException.ThrowIfNullOrEmpty(code);
        if (code.Any(c => c is < ' ' or > '~'))
        {
            throw new ArgumentException("A code consists of printable ASCII characters only.", nameof(code));
        }

        _codes.Enqueue(Encoding.ASCII.GetBytes(code));
    }

    /// <inheritdoc/>
    public int TryRead(byte[] buffer)
    {
        if (_failed)
        {
            return QrRead.Failed;
        }

        if (_silent || !_codes.TryDequeue(out var code))
        {
            return 0;
        }

        if (code.Length > buffer.Length)
        {
            return QrRead.TooLong;
        }

        code.CopyTo(buffer, 0);
        return code.Length;
    }
}
