using Pedestal.Hal;

namespace Pedestal.Core.Tests;

/// <summary>The power has failed.</summary>
sealed class PowerCutException : Exception;

/// <summary>
/// Files in memory that lose power at a chosen point: every written byte and every other change is a point. What is
/// left of the file being written is a beginning of it, or that beginning over what was there.
/// </summary>
sealed class CutStore(Dictionary<string, byte[]> files, int cutAfter = int.MaxValue, bool keepsOldEnd = false) : IFileStore
{
    int _left = cutAfter;

    public CutStore()
        : this([])
    {
    }

    /// <summary>The files, which survive the power cut.</summary>
    public Dictionary<string, byte[]> Files => files;

    /// <summary>The number of points so far at which the power can fail.</summary>
    public int Points { get; private set; }

    /// <summary>Whether every operation is refused.</summary>
    public bool Fails { get; set; }

    /// <summary>Whether appending is refused.</summary>
    public bool FailsAppends { get; set; }

    public FileResult Read(string name, out byte[] content)
    {
        content = null!;
        if (Fails)
        {
            return FileResult.Failed;
        }

        if (!files.TryGetValue(name, out var stored))
        {
            return FileResult.Missing;
        }

        content = [.. stored];
        return FileResult.Ok;
    }

    public FileResult Write(string name, byte[] content)
    {
        if (Fails)
        {
            return FileResult.Failed;
        }

        var old = files.GetValueOrDefault(name, []);
        Pass(() => files[name] = keepsOldEnd ? old : []);
        for (var i = 1; i <= content.Length; i++)
        {
            Pass(() => files[name] = keepsOldEnd ? [.. content[..i], .. old.Skip(i)] : content[..i]);
        }

        files[name] = [.. content];
        return FileResult.Ok;
    }

    public FileResult Append(string name, byte[] content)
    {
        if (Fails || FailsAppends)
        {
            return FileResult.Failed;
        }

        var old = files.GetValueOrDefault(name, []);
        if (_left > content.Length)
        {
            _left -= content.Length;
            Points += content.Length;
            Pass(() => files[name] = [.. old, .. content]);
            return FileResult.Ok;
        }

        files[name] = [.. old, .. content[..Math.Max(0, _left - 1)]];
        throw new PowerCutException();
    }

    public FileResult Move(string name, string newName)
    {
        if (Fails || files.ContainsKey(newName))
        {
            return FileResult.Failed;
        }

        if (!files.TryGetValue(name, out var content))
        {
            return FileResult.Missing;
        }

        Pass(() =>
        {
            files.Remove(name);
            files[newName] = content;
        });
        return FileResult.Ok;
    }

    public FileResult Delete(string name)
    {
        if (Fails)
        {
            return FileResult.Failed;
        }

        if (!files.ContainsKey(name))
        {
            return FileResult.Missing;
        }

        Pass(() => files.Remove(name));
        return FileResult.Ok;
    }

    void Pass(Action change)
    {
        if (_left == 0)
        {
            throw new PowerCutException();
        }

        _left--;
        Points++;
        change();
    }
}
