// references: System.IO.Streams
using Pedestal.Hal.Host.Platform;

namespace NanoSystem.IO;

/// <summary>What becomes of a file that is opened.</summary>
public enum FileMode
{
    /// <summary>It is written on at its end, and made if there is none.</summary>
    Append = 6,
}

/// <summary>What a file is opened for.</summary>
public enum FileAccess
{
    /// <summary>Writing.</summary>
    Write = 2,
}

/// <summary>A file that is being written. What is written is on the flash when the call returns.</summary>
public class FileStream : Stream
{
    readonly Flash _flash = Board.Current.Flash;
    readonly string _name;

    /// <summary>Opens a file of the drive I: to be written on.</summary>
    public FileStream(string path, FileMode mode, FileAccess access)
    {
        _name = Flash.NameOf(path);
        if (!_flash.Exists(_name))
        {
            _flash.Create(_name);
        }
    }

    /// <summary>Adds bytes.</summary>
    public override void Write(byte[] buffer, int offset, int count) => _flash.Append(_name, buffer.AsSpan(offset, count));
}
