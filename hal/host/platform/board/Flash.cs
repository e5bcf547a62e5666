namespace Pedestal.Hal.Host.Platform;

/// <summary>
/// The files of the drive I:, in memory or in a folder, which is made when the first one is written. Power can go at any byte of a
/// write: what came before it is on the flash then. Thread-safe.
/// </summary>
public sealed class Flash
{
    const string Drive = @"I:\";
    readonly Lock _lock = new();
    readonly Dictionary<string, byte[]> _files = [];
    readonly string? _folder;
    long? _left;

    /// <summary>Files that last as long as this object; or those of a folder.</summary>
    /// <exception cref="IOException">The folder's files cannot be read.</exception>
    public Flash(string? folder = null)
    {
        _folder = folder;
        foreach (var path in Directory.Exists(folder) ? Directory.GetFiles(folder) : [])
        {
            _files[Path.GetFileName(path)] = File.ReadAllBytes(path);
        }
    }

    /// <summary>Raised when power has to go, on the thread that writes.</summary>
    internal event Action? Cut;

    /// <summary>Whether it refuses to be read and written.</summary>
    public bool Failed { get; set; }

    /// <summary>Names of the files, in their order.</summary>
    public IReadOnlyList<string> Names
    {
        get
        {
            lock (_lock)
            {
                return [.. _files.Keys.Order(StringComparer.Ordinal)];
            }
        }
    }

    /// <summary>
    /// Power goes after so many more bytes written; making, moving and removing a file count as one each. Null for never.
    /// </summary>
    public void CutAfter(long? bytes) => _left = bytes;

    /// <summary>All of a file; null when there is none.</summary>
    public byte[]? Find(string name)
    {
        lock (_lock)
        {
            return _files.TryGetValue(name, out var content) ? [.. content] : null;
        }
    }

    /// <summary>Puts a file there, as a programmer on the bench does.</summary>
    public void Put(string name, byte[] content)
    {
        lock (_lock)
        {
            Store(name, [.. content]);
        }
    }

    internal static string NameOf(string path) => path.StartsWith(Drive, StringComparison.Ordinal)
        ? path[Drive.Length..]
        : throw new IOException($"There is no drive of '{path}'.");

    internal bool Exists(string name) => Do(() => _files.ContainsKey(name));

    internal byte[] Read(string name) => Do<byte[]>(() => [.. Demand(name)]);

    internal void Create(string name) => Write(1, _ => Store(name, []));

    internal void Append(string name, ReadOnlySpan<byte> bytes)
    {
        var added = bytes.ToArray();
        Write(added.Length, count => Store(name, [.. Demand(name), .. added.AsSpan(0, count)]));
    }

    internal void Move(string name, string newName) => Write(1, _ =>
    {
        if (_files.ContainsKey(newName))
        {
            throw new IOException($"There is a file '{newName}' already.");
        }

        Store(newName, Demand(name));
        Remove(name);
    });

    internal void Delete(string name) => Write(1, _ =>
    {
        Demand(name);
        Remove(name);
    });

    /// <summary>Does what there is power for: all of it, or of a write the first bytes.</summary>
    void Write(int length, Action<int> act)
    {
        var isCut = Do(() =>
        {
            var count = (int)Math.Min(length, _left ?? length);
            _left -= count;
            if (count > 0)
            {
                act(count);
            }

            return count < length;
        });
        if (isCut)
        {
            _left = null;
            Cut?.Invoke();
            throw new BoardStoppedException();
        }
    }

    T Do<T>(Func<T> act)
    {
        lock (_lock)
        {
            return Failed ? throw new IOException("The flash does not answer.") : act();
        }
    }

    byte[] Demand(string name) =>
        _files.TryGetValue(name, out var content) ? content : throw new FileNotFoundException($"There is no file '{name}'.");

    void Store(string name, byte[] content)
    {
        if (_folder != null)
        {
            Directory.CreateDirectory(_folder);
            using var file = new FileStream(Path.Combine(_folder, name), FileMode.Create, FileAccess.Write);
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        _files[name] = content;
    }

    void Remove(string name)
    {
        if (_folder != null)
        {
            File.Delete(Path.Combine(_folder, name));
        }

        _files.Remove(name);
    }
}
