using System.Collections.Concurrent;

namespace Pedestal.Hal.Host;

/// <summary>A file store in memory that can be made to fail as flash does. Thread-safe.</summary>
public sealed class MemoryStore : IFileStore
{
    readonly ConcurrentDictionary<string, byte[]> _files = new();
    volatile bool _failed;

    /// <summary>Whether every operation fails.</summary>
    public bool Failed
    {
        get => _failed;
        set => _failed = value;
    }

    /// <inheritdoc/>
    public FileResult Read(string name, out byte[] content)
    {
        content = null!;
        if (_failed)
        {
            return FileResult.Failed;
        }

        if (!_files.TryGetValue(name, out var stored))
        {
            return FileResult.Missing;
        }

        content = [.. stored];
        return FileResult.Ok;
    }

    /// <inheritdoc/>
    public FileResult Write(string name, byte[] content) => Try(() => _files[name] = [.. content]);

    /// <inheritdoc/>
    public FileResult Append(string name, byte[] content) =>
        Try(() => _files.AddOrUpdate(name, [.. content], (_, before) => [.. before, .. content]));

    /// <inheritdoc/>
    public FileResult Move(string name, string newName)
    {
        if (_failed || _files.ContainsKey(newName))
        {
            return FileResult.Failed;
        }

        return _files.TryRemove(name, out var content) ? Write(newName, content) : FileResult.Missing;
    }

    /// <inheritdoc/>
    public FileResult Delete(string name) =>
        _failed ? FileResult.Failed : _files.TryRemove(name, out _) ? FileResult.Ok : FileResult.Missing;

    FileResult Try(Action action)
    {
        if (_failed)
        {
            return FileResult.Failed;
        }

        action();
        return FileResult.Ok;
    }
}
