namespace Pedestal.Hal.Host.Platform;

/// <summary>
/// The files of drive I:, in memory or in a folder, which is created with the first file. Power can be cut at any byte of a write;
/// the bytes before it stay on the flash. Thread-safe.
/// </summary>
public sealed class Flash
{
    const string Drive = @"I:\";
    readonly Lock _lock = new();
    readonly Dictionary<string, byte[]> _files = [];
    readonly string? _folder;
    long? _left;

    /// <summary>Files in memory, or those of a folder.</summary>
    /// <exception cref="IOException">The folder's files cannot be read.</exception>
    public Flash(string? folder = null)
    {
        _folder = folder;
        foreach (var path in Directory.Exists(folder) ? Directory.GetFiles(folder) : [])
        {
            _files[Path.GetFileName(path)] = File.ReadAllBytes(path);
        }
    }

    /// <summary>Raised when power is to be cut, on the writing thread.</summary>
    internal event Action? Cut;

    /// <summary>Whether every read and write fails.</summary>
    public bool Failed { get; set; }

    /// <summary>Names of the files in ordinal order.</summary>
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
    /// Cuts the power after so many more written bytes; creating, moving or deleting a file counts as one. Null for never.
    /// </summary>
    public void CutAfter(long? bytes) => _left = bytes;

    /// <summary>A file's content; null when there is no such file.</summary>
    public byte[]? Find(string name)
    {
        lock (_lock)
        {
            return _files.TryGetValue(name, out var content) ? [.. content] : null;
        }
    }

    /// <summary>Stores a file from outside the program, as flashing does.</summary>
    public void Put(string name, byte[] content)
    {
        lock (_lock)
        {
            Store(name, [.. content]);
        }
    }

    internal static string NameOf(string path) => path.StartsWith(Drive, StringComparison.Ordinal)
        ? path[Drive.Length..]
        : throw new IOException($"There is no drive for '{path}'.");

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
            throw new IOException($"The file '{newName}' exists already.");
        }

        Store(newName, Demand(name));
        Remove(name);
    });

    internal void Delete(string name) => Write(1, _ =>
    {
        Demand(name);
        Remove(name);
    });

    /// <summary>Executes as much as there is power for: everything, or only the first bytes of a write.</summary>
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
            return Failed ? throw new IOException("The flash does not respond.") : act();
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
