using System.Collections.Concurrent;
using System.Text;

namespace Pedestal.Hal.Host;

/// <summary>A QR reader that scans the codes it is given, in order. Thread-safe.</summary>
public sealed class VirtualQrReader : IQrReader
{
    readonly ConcurrentQueue<byte[]> _codes = new();
    volatile bool _failed;

    /// <summary>Whether the reader does not answer; codes scanned meanwhile are read once it does again.</summary>
    public bool Failed
    {
        get => _failed;
        set => _failed = value;
    }

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

        if (!_codes.TryDequeue(out var code))
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
