// references: System.IO.Streams
using Pedestal.Hal.Host.Platform;

namespace NanoSystem.IO;

/// <summary>How a file is opened.</summary>
public enum FileMode
{
    /// <summary>To write at its end; it is created if it does not exist.</summary>
    Append = 6,
}

/// <summary>What a file is opened for.</summary>
public enum FileAccess
{
    /// <summary>Writing.</summary>
    Write = 2,
}

/// <summary>A file opened for writing. Written bytes are on the flash when the call returns.</summary>
public class FileStream : Stream
{
    readonly Flash _flash = Board.Current.Flash;
    readonly string _name;

    /// <summary>Opens a file of drive I: to append to it.</summary>
    public FileStream(string path, FileMode mode, FileAccess access)
    {
        _name = Flash.NameOf(path);
        if (!_flash.Exists(_name))
        {
            _flash.Create(_name);
        }
    }

    /// <summary>Appends bytes.</summary>
    public override void Write(byte[] buffer, int offset, int count) => _flash.Append(_name, buffer.AsSpan(offset, count));
}
