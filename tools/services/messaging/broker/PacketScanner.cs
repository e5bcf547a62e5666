namespace Pedestal.Messaging;

/// <summary>Finds the MQTT packets in a byte stream by their fixed headers, as soon as a header is complete.</summary>
/// <param name="found">Receives the first byte (type and flags) and the number of bytes after the header.</param>
sealed class PacketScanner(Action<byte, int> found)
{
    const int LongestShift = 21;

    byte _first;
    bool _isInLength;
    int _length;
    int _shift;
    int _skip;

    /// <summary>Takes the next bytes of the stream.</summary>
    /// <exception cref="InvalidDataException">The bytes are not MQTT.</exception>
    internal void Feed(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_skip > 0)
            {
                var skipped = Math.Min(_skip, bytes.Length);
                _skip -= skipped;
                bytes = bytes[skipped..];
                continue;
            }

            Take(bytes[0]);
            bytes = bytes[1..];
        }
    }

    void Take(byte next)
    {
        if (!_isInLength)
        {
            (_first, _isInLength, _length, _shift) = (next, true, 0, 0);
            return;
        }

        _length |= (next & 0x7F) << _shift;
        if ((next & 0x80) == 0)
        {
            (_isInLength, _skip) = (false, _length);
            found(_first, _length);
        }
        else if ((_shift += 7) > LongestShift)
        {
            throw new InvalidDataException("The length of an MQTT packet has more than four bytes.");
        }
    }
}
