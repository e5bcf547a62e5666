using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Pedestal.Messaging;

/// <summary>
/// Counters by name in a file of 32-byte records: hash of the name (16), counter (8), hash of both (8). A counter is written
/// over in place, without waiting for the disk: it is there after the process was killed, and a second later after a power cut.
/// </summary>
sealed class CounterFile : IDisposable
{
    const int RecordLength = 32;
    const int IdLength = 16;
    const int CheckedLength = IdLength + sizeof(ulong);

    static readonly TimeSpan FlushInterval = TimeSpan.FromSeconds(1);

    readonly SafeFileHandle _file;
    readonly Dictionary<UInt128, (long Offset, ulong Value)> _records = [];
    readonly Timer _flush;
    volatile bool _isDirty;
    long _end;

    /// <summary>Opens the file for this process alone.</summary>
    internal CounterFile(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        _file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        var content = new byte[RandomAccess.GetLength(_file)];
        RandomAccess.Read(_file, content, 0);
        for (; _end < content.Length; _end += RecordLength)
        {
            Take(content.AsSpan((int)_end, (int)Math.Min(RecordLength, content.Length - _end)));
        }

        _flush = new Timer(_ => Flush(), null, FlushInterval, FlushInterval);
    }

    /// <summary>Records that do not read back; their counters are lost.</summary>
    internal int Damaged { get; private set; }

    internal ulong? Get(string name) => _records.TryGetValue(IdOf(name), out var record) ? record.Value : null;

    /// <summary>Called by one thread at a time.</summary>
    internal void Put(string name, ulong value)
    {
        var id = IdOf(name);
        var offset = _records.TryGetValue(id, out var known) ? known.Offset : _end;
        _records[id] = (offset, value);
        _end = Math.Max(_end, offset + RecordLength);
        Span<byte> record = stackalloc byte[RecordLength];
        BinaryPrimitives.WriteUInt128LittleEndian(record, id);
        BinaryPrimitives.WriteUInt64LittleEndian(record[IdLength..], value);
        CheckOf(record).CopyTo(record[CheckedLength..]);
        RandomAccess.Write(_file, record, offset);
        _isDirty = true;
    }

    public void Dispose()
    {
        _flush.Dispose();
        Flush();
        _file.Dispose();
    }

    void Take(ReadOnlySpan<byte> record)
    {
        if (record.Length == RecordLength && record[CheckedLength..].SequenceEqual(CheckOf(record)))
        {
            _records[BinaryPrimitives.ReadUInt128LittleEndian(record)] =
                (_end, BinaryPrimitives.ReadUInt64LittleEndian(record[IdLength..]));
        }
        else
        {
            Damaged++;
        }
    }

    void Flush()
    {
        try
        {
            if (_isDirty)
            {
                _isDirty = false;
                RandomAccess.FlushToDisk(_file);
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The next one tries again; a disk that fails for good shows in the next Put.
            _isDirty = true;
        }
    }

    static UInt128 IdOf(string name) => BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(name)));

    static ReadOnlySpan<byte> CheckOf(ReadOnlySpan<byte> record) =>
        SHA256.HashData(record[..CheckedLength]).AsSpan(0, RecordLength - CheckedLength);
}
